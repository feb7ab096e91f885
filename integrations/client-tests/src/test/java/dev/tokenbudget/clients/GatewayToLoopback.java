package dev.tokenbudget.clients;

import dev.tokenbudget.gateway.Gateway;
import dev.tokenbudget.gateway.RunRoute;
import dev.tokenbudget.gateway.Upstreams;
import dev.tokenbudget.testkit.LoopbackProvider;
import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.usage.ModelCall;

/** A gateway before a provider of known usage, and a run that is charged by its URLs. */
final class GatewayToLoopback implements AutoCloseable {

    private final LoopbackProvider provider = LoopbackProvider.start()
            .answering("/v1/chat/completions", "openai-chat")
            .answering("/v1/messages", "anthropic-message")
            .answering("enerateContent", "gemini-content");

    private final Gateway gateway = Gateway.start(Upstreams.publicDefaults()
            .with("anthropic", provider.url())
            .with("gemini", provider.url())
            .with("openai", provider.url() + "/v1"));

    private final ObservedRun run = ObservedRun.start("client");

    private final RunRoute route = gateway.open(run.run());

    /** Return what {@code upstream}'s official client is configured with. */
    String baseUrl(String upstream) {
        return route.baseUrl(upstream);
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
