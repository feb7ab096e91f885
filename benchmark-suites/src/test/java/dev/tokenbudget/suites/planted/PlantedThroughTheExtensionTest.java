package dev.tokenbudget.suites.planted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.suites.LaunchedBuild;
import dev.tokenbudget.suites.offline.DictatedModel;
import dev.tokenbudget.suites.planted.PlannedBuild.Provider;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlantedThroughTheExtensionTest {

    private static final Map<String, String> RULES =
            Map.of("tokenbudget.mode", "exact", "tokenbudget.tolerance", "+1%", "tokenbudget.rule.1.metric", "costUsd");

    private static final Provider PROVIDER = new Provider(new ChatWire(), 0, 1.0);
    private static final int RUNS = 5;

    @TempDir
    Path folder;

    /** A task as a project has one; only the test launches it. */
    static class Desk {

        static final AtomicReference<Plan> PLAN = new AtomicReference<>(Plan.base());
        static final AtomicInteger MADE = new AtomicInteger();

        @BenchmarkTask
        void answersCustomer(ModelGateway gateway) {
            new PlannedRun(PLAN.get(), PROVIDER.wire(), Noise.NONE, MADE.incrementAndGet(), gateway.openAi()).make();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RESULT_FOUR_TIMES", "TIME_AT_HEAD", "CONTEXT_COPIED", "AGENT_REMOVED", "JUDGE_ADDED"})
    void says_what_is_said_of_runs_at_the_gateway(Planted planted) {
        FirstLine launched = line(launched(planted.before(), "a"), launched(planted.after(), "b"));
        FirstLine routed = line(routed(planted.before(), "c"), routed(planted.after(), "d"));

        assertThat(launched).isEqualTo(routed);
    }

    private static FirstLine line(PlannedBuild before, PlannedBuild after) {
        return FirstLine.of(after.against(before.accepted(), RULES));
    }

    private PlannedBuild launched(Plan plan, String directory) {
        Desk.PLAN.set(plan);
        Desk.MADE.set(0);
        Map<String, String> settings = Map.of(
                "tokenbudget.runs",
                Integer.toString(RUNS),
                "tokenbudget.baselineDirectory",
                folder.resolve("none").toString());
        try (DictatedModel model = DictatedModel.start(PROVIDER.hidden(), PROVIDER.slope())) {
            return new PlannedBuild(
                    LaunchedBuild.of(folder.resolve(directory), settings, model, Desk.class)
                            .priced(PriceList.bundled()),
                    new Ledger(PROVIDER.wire().upstream(), RUNS, model.ledger()));
        }
    }

    private PlannedBuild routed(Plan plan, String directory) {
        return PlannedBuild.of(plan, PROVIDER, folder.resolve(directory), RUNS, number -> Noise.NONE);
    }
}
