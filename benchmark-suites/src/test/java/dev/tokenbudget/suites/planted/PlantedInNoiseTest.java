package dev.tokenbudget.suites.planted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.suites.planted.PlannedBuild.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What builds say of planted changes where the number of calls and the lengths of answers vary from run to run. */
@Execution(ExecutionMode.CONCURRENT)
class PlantedInNoiseTest {

    private static final int RUNS_BEFORE = 20;
    private static final int RUNS_AFTER = 10;
    private static final double SPREAD = 0.2;
    private static final double REPEATED = 0.02;

    private static final Map<String, String> RULES = Map.of(
            "tokenbudget.mode", "exact", "tokenbudget.tolerance", "+10%", "tokenbudget.rule.1.metric", "costUsd");

    /** What moves nothing is not ahead of chance: nothing is asked of a judge, and nothing first of texts as long as before. */
    private static final Set<Planted> MOVING_NOTHING =
            EnumSet.of(Planted.JUDGE_ADDED, Planted.TOOL_RENAMED, Planted.DEFINITION_REWRITTEN);

    private static final List<Provider> PROVIDERS =
            List.of(new Provider(new ChatWire(), 0, 1.0), new Provider(new MessagesWire(), 346, 0.9));

    /** All changes with many seeds take minutes: mvn test -Pevery-counting. */
    private static final boolean ALL = Boolean.getBoolean("suite.everyCounting");

    private static final Set<Planted> NAMED =
            ALL ? EnumSet.complementOf(EnumSet.copyOf(MOVING_NOTHING)) : Planted.ONE_OF_EACH_KIND;

    private static final int SEEDS = ALL ? 10 : 1;

    @TempDir
    Path folder;

    private final Map<List<Object>, Baseline> baselines = new HashMap<>();
    private int builds;

    @Test
    void names_what_was_planted_first_in_95_of_100() {
        List<String> missed = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            for (Planted planted : NAMED) {
                Provider provider = PROVIDERS.get((seed + planted.ordinal()) % PROVIDERS.size());
                String first = first(planted, provider, seed);
                if (!planted.truth().named().stream().allMatch(first::contains)) {
                    missed.add(planted + " with seed " + seed + ": " + first);
                }
            }
        }

        assertThat(missed).hasSizeLessThanOrEqualTo(NAMED.size() * SEEDS / 20);
    }

    private String first(Planted planted, Provider provider, int seed) {
        Baseline baseline = baselines.computeIfAbsent(
                List.of(planted.before(), provider),
                of -> build(planted.before(), provider, RUNS_BEFORE, 0).accepted());
        return FirstLine.of(build(planted.after(), provider, RUNS_AFTER, seed).against(baseline, RULES))
                .named();
    }

    /** Make runs with chances of their own. */
    private PlannedBuild build(Plan plan, Provider provider, int runs, int seed) {
        return PlannedBuild.of(
                plan,
                provider,
                folder.resolve("build-" + builds++),
                runs,
                number -> new Noise(1_000L * seed + number, SPREAD, REPEATED));
    }
}
