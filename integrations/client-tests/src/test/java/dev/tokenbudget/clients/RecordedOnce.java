package dev.tokenbudget.clients;

import dev.tokenbudget.internal.gateway.Gateway;
import dev.tokenbudget.internal.gateway.RunRoute;
import dev.tokenbudget.internal.gateway.Traffic;
import dev.tokenbudget.internal.gateway.Upstreams;
import dev.tokenbudget.internal.gateway.answers.RecordedAnswers;
import dev.tokenbudget.internal.gateway.replay.ReplayedAnswers;
import dev.tokenbudget.internal.gateway.transport.NetworkTransport;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.Slopes;
import dev.tokenbudget.internal.run.ReplayedRun.Departure;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.testkit.LoopbackProvider;
import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.usage.ModelCall;
import java.util.List;
import java.util.Optional;

/** Records an agent before a provider, and replays it where there is none. */
final class RecordedOnce {

    private RecordedOnce() {}

    /** Asks once, and returns the answer. */
    @FunctionalInterface
    interface Agent {
        String ask(RunRoute route) throws Exception;
    }

    /** What a replayed agent was told, was charged with, and asked in vain. */
    record Replayed(String answer, List<ModelCall> calls, List<Departure> departures) {}

    static RecordedRun record(Agent agent) throws Exception {
        RecordedAnswers answers = new RecordedAnswers(new NetworkTransport());
        try (LoopbackProvider provider = LoopbackProvider.start()
                        .answering("/v1/chat/completions", "openai-chat")
                        .answering("/v1/messages", "anthropic-message")
                        .answering("/v1/responses", "openai-response")
                        .answering("enerateContent", "gemini-content");
                Gateway gateway = Gateway.start(upstreamsAt(provider.url()), Traffic.USUAL, answers);
                ObservedRun run = ObservedRun.start("recorded")) {
            agent.ask(gateway.open(run.run()));
            Run ended = run.end();
            return new RecordedRun(answers.take(run.run(), ended).exchanges());
        }
    }

    /** Replay an agent before upstreams that do not exist. */
    static Replayed replay(RecordedRun recorded, Agent agent) throws Exception {
        ReplayedAnswers answers = new ReplayedAnswers(run -> Optional.of(recorded), Slopes.TABLE);
        try (Gateway gateway = Gateway.start(upstreamsAt("https://nowhere.invalid"), Traffic.USUAL, answers);
                ObservedRun run = ObservedRun.start("replayed")) {
            String answer = agent.ask(gateway.open(run.run()));
            return new Replayed(answer, run.calls(), answers.departures(run.run()));
        }
    }

    private static Upstreams upstreamsAt(String url) {
        return Upstreams.publicDefaults()
                .with("anthropic", url)
                .with("gemini", url)
                .with("openai", url + "/v1");
    }
}
