package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.usage.ModelCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A provider that answers by method and path, behind a gateway with a run that is charged. */
final class Scripted implements AutoCloseable {

    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
    private final Provider provider = new Provider((request, wire) -> {
        byte[] answer = answers.get(request.method() + " " + request.target());
        wire.whole(answer == null ? 404 : 200, "application/json", answer == null ? new byte[0] : answer);
    });
    final GatewayRun gateway;

    Scripted() {
        this(Traffic.USUAL);
    }

    Scripted(Traffic traffic) {
        gateway = new GatewayRun(Upstreams.publicDefaults().with(GatewayRun.UPSTREAM, provider.url()), traffic);
    }

    /** Set what is answered from now on. */
    Scripted answer(String request, String body) {
        return answer(request, body.getBytes(StandardCharsets.UTF_8));
    }

    Scripted answer(String request, byte[] body) {
        answers.put(request, body);
        return this;
    }

    /** Send {@code body} and take the answer. */
    Scripted post(String path, String body) {
        Client.post(gateway.url(path), body);
        return this;
    }

    Scripted get(String path) {
        Client.get(gateway.url(path));
        return this;
    }

    /** End the run and return it. */
    Run run() {
        return GatewayRun.end(gateway.run);
    }

    ModelCall onlyCall() {
        return gateway.onlyCall();
    }

    List<ModelCall> calls() {
        return gateway.calls();
    }

    @Override
    public void close() {
        gateway.close();
        try {
            provider.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
