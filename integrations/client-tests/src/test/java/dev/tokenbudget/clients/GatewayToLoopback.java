package dev.tokenbudget.clients;

import dev.tokenbudget.internal.gateway.Gateway;
import dev.tokenbudget.internal.gateway.RunRoute;
import dev.tokenbudget.internal.gateway.Upstreams;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.testkit.LoopbackProvider;
import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.usage.ModelCall;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A gateway before a provider of known usage, and a run that is charged by its URLs. */
final class GatewayToLoopback implements AutoCloseable {

    private final LoopbackProvider provider = LoopbackProvider.start()
            .answering("/v1/chat/completions", "openai-chat")
            .answering("/v1/messages", "anthropic-message")
            .answering("/v1/responses", "openai-response")
            .answering("/api/chat", "ollama-chat")
            .answering("enerateContent", "gemini-content");

    private final Gateway gateway = Gateway.start(Upstreams.publicDefaults()
            .with("anthropic", provider.url())
            .with("gemini", provider.url())
            .with("mistral", provider.url())
            .with("ollama", provider.url())
            .with("openai", provider.url() + "/v1"));

    private final ObservedRun run = ObservedRun.start("client");

    private final RunRoute route = gateway.open(run.run());

    /** Return what {@code upstream}'s official client is configured with. */
    String baseUrl(String upstream) {
        return route.baseUrl(upstream);
    }

    /** Return the paths at the provider that were asked for. */
    List<String> requestedPaths() {
        return provider.requestedPaths();
    }

    /** Return the run that is charged. */
    RunInProgress run() {
        return run.run();
    }

    /** Answer from now on as a provider does that knows no such key. */
    void refuse(String answer) {
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        List.of("/v1/chat/completions", "/v1/messages", "enerateContent")
                .forEach(path -> provider.answering(path, 401, "application/json", body));
    }

    Run end() {
        return run.end();
    }

    /** End the run and return its only call. */
    ModelCall onlyCall() {
        return run.onlyCall();
    }

    @Override
    public void close() {
        run.close();
        gateway.close();
        provider.close();
    }
}
