package dev.tokenbudget.internal.gateway.answers;

import dev.tokenbudget.internal.gateway.transport.UpstreamRequest;
import dev.tokenbudget.internal.gateway.transport.UpstreamTransport;
import dev.tokenbudget.usage.ModelCall;
import java.util.List;

/** Answers of the upstreams themselves. */
public record LiveAnswers(UpstreamTransport transport) implements AnswerSource {

    @Override
    public Answering to(AskedCall call) {
        return new Answering() {
            @Override
            public UpstreamTransport.Exchange open(UpstreamRequest request) {
                return transport.open(request);
            }

            @Override
            public List<ModelCall> settle(List<ModelCall> read) {
                return read;
            }
        };
    }

    @Override
    public void close() {
        transport.close();
    }
}
