package dev.tokenbudget.suites.planted;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.gateway.Gateway;
import dev.tokenbudget.internal.gateway.RunRoute;
import dev.tokenbudget.internal.gateway.Upstreams;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.replay.Recordings;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.Policy;
import dev.tokenbudget.suites.agents.JudgedBuild;
import dev.tokenbudget.suites.offline.DictatedModel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The runs of a plan, made through the gateway and read from their run log.
 *
 * @param measured what TokenBudget knows of them
 * @param charged what the provider does
 */
record PlannedBuild(Measurement measured, Ledger charged) {

    static final TaskId TASK = new TaskId("it.DeskTest", "answersCustomer");

    /** How the provider counts, and speaks. */
    record Provider(Wire wire, long hidden, double slope) {

        @Override
        public String toString() {
            return wire.upstream() + ", " + hidden + " hidden tokens, slope " + slope;
        }
    }

    /** Make {@code runs} runs, with the noise of each by its number. */
    static PlannedBuild of(Plan plan, Provider provider, Path folder, int runs, IntFunction<Noise> noise) {
        Wire wire = provider.wire();
        try (DictatedModel model = DictatedModel.start(provider.hidden(), provider.slope());
                Gateway gateway = Gateway.start(Upstreams.publicDefaults()
                        .with("anthropic", model.anthropic())
                        .with("openai", model.openAi()))) {
            Measurement measured =
                    JudgedBuild.measured(folder, runs, number -> run(plan, wire, noise.apply(number), number, gateway));
            return new PlannedBuild(measured, new Ledger(wire.upstream(), runs, model.ledger()));
        }
    }

    Baseline accepted() {
        return JudgedBuild.accepted(measured);
    }

    /** Judge by {@code settings}. */
    JudgedTask against(Baseline baseline, Map<String, String> settings) {
        Policy policy = Policy.of(Settings.of(new Settings.Source("POM", settings)), Optional.of("one task alone"));
        return Comparison.of(measured, baseline, Recordings.NONE, policy)
                .tasks()
                .get(0);
    }

    private static Run run(Plan plan, Wire wire, Noise noise, int number, Gateway gateway) {
        RunInProgress run = new RunInProgress(TASK, number, Instant.now(), late -> {});
        RunRoute route = gateway.open(run);
        new PlannedRun(plan, wire, noise, number, route.baseUrl(wire.upstream())).make();
        return JudgedBuild.ended(run, Outcome.SUCCEEDED);
    }
}
