package dev.tokenbudget.springai;

import dev.tokenbudget.integration.ActiveRuns;
import dev.tokenbudget.internal.springai.RunThreadLocalAccessor;
import dev.tokenbudget.run.CallRecorder;
import java.util.Optional;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;
import org.springframework.core.Ordered;
import reactor.core.publisher.Flux;

/** Notes a stream's run where it is subscribed to: later rounds of its tool loop begin on threads of Reactor's own. */
final class RunCarryingAdvisor implements StreamAdvisor {

    @Override
    public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
        return Flux.defer(() -> {
            Optional<CallRecorder> run = ActiveRuns.ofThisThread();
            return chain.nextStream(request)
                    .contextWrite(context -> run.map(known -> context.put(RunThreadLocalAccessor.KEY, known))
                            .orElse(context));
        });
    }

    @Override
    public String getName() {
        return "TokenBudget: run of a stream";
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
