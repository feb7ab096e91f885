package dev.tokenbudget.springai;

import dev.tokenbudget.integration.ActiveRuns;
import dev.tokenbudget.internal.springai.RunThreadLocalAccessor;
import dev.tokenbudget.run.CallRecorder;
import java.util.Optional;
import org.reactivestreams.Publisher;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;
import org.springframework.core.Ordered;
import reactor.core.publisher.Flux;

/** Watches each stream right where it leaves the model, for what the provider says of its usage. */
final class StreamUsageAdvisor implements StreamAdvisor {

    @Override
    public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
        return Flux.deferContextual(context -> {
            StreamWatch watch = new StreamWatch();
            Flux<ChatClientResponse> answers = chain.nextStream(request)
                    .doOnNext(
                            answer -> Optional.ofNullable(answer.chatResponse()).ifPresent(watch::see))
                    .doFinally(end -> watch.drain());
            Optional<CallRecorder> run = context.getOrEmpty(RunThreadLocalAccessor.KEY);
            Publisher<ChatClientResponse> watched = subscriber -> watch.during(() -> {
                try (ActiveRuns.Scope scope = run.map(ActiveRuns::bind).orElse(() -> {})) {
                    answers.subscribe(subscriber);
                }
            });
            return Flux.from(watched);
        });
    }

    @Override
    public String getName() {
        return "TokenBudget: usage of a stream";
    }

    /** Return a place right before the model: within a tool loop, so that each of its rounds is watched. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 1;
    }
}
