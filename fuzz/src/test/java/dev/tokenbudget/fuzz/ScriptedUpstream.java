package dev.tokenbudget.fuzz;

import dev.tokenbudget.internal.gateway.transport.UpstreamRequest;
import dev.tokenbudget.internal.gateway.transport.UpstreamResponse;
import dev.tokenbudget.internal.gateway.transport.UpstreamTransport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Answers every request with the next answer, and keeps what it was sent. */
final class ScriptedUpstream implements UpstreamTransport {

    private final List<Asked> asked = new ArrayList<>();
    private Supplier<UpstreamResponse> answer = () -> {
        throw new IllegalStateException("no answer was given");
    };

    /**
     * A request that reached the upstream.
     *
     * @param body what its body was
     */
    record Asked(String method, String target, byte[] body) {}

    synchronized void answersWith(Supplier<UpstreamResponse> next) {
        asked.clear();
        answer = next;
    }

    /** Return the requests since the answer was set. */
    synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    private synchronized UpstreamResponse take(UpstreamRequest request, byte[] body) {
        asked.add(new Asked(request.method(), request.target(), body));
        return answer.get();
    }

    @Override
    public Exchange open(UpstreamRequest request) {
        return new Exchange() {
            @Override
            public UpstreamResponse send() throws IOException {
                ByteArrayOutputStream body = new ByteArrayOutputStream();
                request.body().writeTo(body);
                return take(request, body.toByteArray());
            }

            @Override
            public void cancel() {
                // It is answered at once.
            }

            @Override
            public void close() {
                // There is no connection.
            }
        };
    }

    @Override
    public void close() {
        // There is no connection.
    }
}
