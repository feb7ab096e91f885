package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.answers.AnswerSource;
import dev.tokenbudget.internal.gateway.answers.LiveAnswers;
import dev.tokenbudget.internal.gateway.transport.NetworkTransport;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.usage.ModelCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gateway before one provider, and a run that is charged. */
final class GatewayRun implements AutoCloseable {

    static final String UPSTREAM = "acme";

    final List<LooseCall> loose = new CopyOnWriteArrayList<>();
    final Gateway gateway;
    final RunInProgress run = newRun();
    final RunRoute route;

    GatewayRun(Upstreams upstreams) {
        this(upstreams, Traffic.USUAL);
    }

    GatewayRun(Upstreams upstreams, Traffic traffic) {
        this(upstreams, traffic, new LiveAnswers(new NetworkTransport()));
    }

    GatewayRun(Upstreams upstreams, Traffic traffic, AnswerSource answers) {
        gateway = Gateway.start(upstreams, traffic, answers);
        route = gateway.open(run);
    }

    GatewayRun(Provider provider) {
        this(upstreams(provider));
    }

    GatewayRun(Provider provider, AnswerSource answers) {
        this(upstreams(provider), Traffic.USUAL, answers);
    }

    private static Upstreams upstreams(Provider provider) {
        return Upstreams.publicDefaults()
                .with(UPSTREAM, provider.url())
                .with("openai", provider.url() + "/v1")
                .with("anthropic", provider.url());
    }

    RunInProgress newRun() {
        return new RunInProgress(new TaskId("example.Benchmark", "task"), 1, Instant.now(), loose::add);
    }

    String url(String path) {
        return route.rootUrl(UPSTREAM) + path;
    }

    /** End the run, which waits for calls under way, and return what it was charged with. */
    List<ModelCall> calls() {
        return end(run).calls();
    }

    static Run end(RunInProgress run) {
        return run.end(Outcome.SUCCEEDED, Run.Terms.NONE, Map.of(), Duration.ZERO, Duration.ofSeconds(30));
    }

    ModelCall onlyCall() {
        List<ModelCall> calls = calls();
        if (calls.size() != 1) {
            throw new AssertionError("expected one call, but got " + calls);
        }
        return calls.get(0);
    }

    @Override
    public void close() {
        gateway.close();
    }
}
