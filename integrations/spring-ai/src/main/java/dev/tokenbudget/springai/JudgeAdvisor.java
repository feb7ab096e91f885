package dev.tokenbudget.springai;

import dev.tokenbudget.integration.ActiveRuns;
import dev.tokenbudget.internal.springai.RunThreadLocalAccessor;
import dev.tokenbudget.run.CallRecorder;
import java.util.Optional;
import org.reactivestreams.Publisher;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.CallAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;
import org.springframework.core.Ordered;
import reactor.core.publisher.Flux;

/** Makes all calls of a chat client those of a judge. */
final class JudgeAdvisor implements CallAdvisor, StreamAdvisor {

    @Override
    public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
        try (ActiveRuns.Scope judging = ActiveRuns.judging()) {
            return chain.nextCall(request);
        }
    }

    @Override
    public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
        return Flux.deferContextual(context -> {
            Optional<CallRecorder> run = context.<CallRecorder>getOrEmpty(RunThreadLocalAccessor.KEY)
                    .or(ActiveRuns::ofThisThread)
                    .map(known -> CallRecorder.of(known.judge()));
            Flux<ChatClientResponse> answers = chain.nextStream(request)
                    .contextWrite(inner -> run.map(judge -> inner.put(RunThreadLocalAccessor.KEY, judge))
                            .orElse(inner));
            Publisher<ChatClientResponse> judged = subscriber -> {
                try (ActiveRuns.Scope judging = ActiveRuns.judging()) {
                    answers.subscribe(subscriber);
                }
            };
            return Flux.from(judged);
        });
    }

    @Override
    public String getName() {
        return "TokenBudget: judge";
    }

    /** Return a place before all that calls the model, and behind what notes the run of a stream. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 1;
    }
}
