package dev.tokenbudget.suites.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.composition.ToolResults;
import dev.tokenbudget.internal.explanation.Cause;
import dev.tokenbudget.internal.explanation.Explanation;
import dev.tokenbudget.internal.explanation.Fact;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.TaskComparison;
import dev.tokenbudget.internal.verdict.VerdictKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A replay of what was recorded before a regression says what a live run says of it: as much of it as is the agent's doing, and
 * that it cannot see the rest.
 */
class ReplayedRegressionsTest {

    private static final List<String> HIDDEN = List.of("0", "346", "700");
    private static final List<String> SLOPES = List.of("0.9", "1.0", "1.1");

    /** How far a replayed drift may be from the live one, in points of a percentage. */
    private static final double POINTS = 2;

    @TempDir
    Path folder;

    private int builds;

    @AfterEach
    void count_plainly_and_plant_nothing() {
        System.clearProperty("suite.regression");
        System.clearProperty("suite.hiddenTokens");
        System.clearProperty("suite.slope");
        System.clearProperty("suite.verbosity");
        System.clearProperty("suite.moreToolCalls");
    }

    @ParameterizedTest
    @CsvSource({
        "LONGER_SYSTEM_PROMPT, 346, 1.1",
        "THREE_MORE_TOOLS, 700, 0.9",
        "FEW_SHOT_EXAMPLES, 0, 1.1",
        "LARGER_TOOL_RESULTS, 700, 1.1",
    })
    void moves_a_prompt_as_far_as_live_runs_do(Regression regression, String hidden, String slope) {
        assertSameOfPrompt(built(regression, hidden, slope), Metric.TOTAL);
    }

    @ParameterizedTest
    @CsvSource({"0, 1.0", "346, 0.9"})
    void moves_the_cost_of_a_prompt_that_is_no_more_in_the_cache(String hidden, String slope) {
        assertSameOfPrompt(built(Regression.TIMESTAMP_IN_PROMPT, hidden, slope), Metric.COST_USD);
    }

    @Test
    void tells_what_in_the_prompt_keeps_it_out_of_the_cache() {
        Built built = built(Regression.TIMESTAMP_IN_PROMPT, "0", "1.0");

        assertThat(List.of(built.liveTask(), built.replayedTask()))
                .allSatisfy(task -> assertThat(task.explanation().orElseThrow().facts())
                        .filteredOn(fact -> fact.kind() == Fact.Kind.PREFIX_BROKEN)
                        .singleElement()
                        .extracting(Fact::sentence)
                        .asString()
                        .matches(
                                "the stable prefix broke: .* the system prompt differs at character \\d+ of [0-9,]+ from call to"
                                        + " call, it looks like a time"));
    }

    @ParameterizedTest
    @EnumSource(names = {"CODE_REVIEW", "BUG_DIAGNOSIS", "API_DOCUMENTATION"})
    void reads_what_tools_gave_as_it_was_recorded(ExampleTasks task) {
        TaskComparison compared =
                ReplayedBuild.committed(task).judged(folder).tasks().get(0).comparison();

        assertThat(results(Composition.of(compared.after().orElseThrow()).orElseThrow()))
                .isEqualTo(results(compared.before().orElseThrow().composition().orElseThrow()))
                .isNotEmpty();
    }

    private static Map<String, ToolResults> results(Composition composition) {
        return composition.agents().values().stream()
                .flatMap(agent -> agent.results().entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @ParameterizedTest
    @EnumSource(names = {"ADDED_REVIEWER", "RETRIES"})
    void names_the_calls_that_nothing_recorded_answers(Regression regression) {
        assertLeft(built(regression, "0", "1.0"));
    }

    @ParameterizedTest
    @EnumSource(names = {"PRICIER_MODEL", "HIGHER_EFFORT"})
    void needs_live_runs_where_the_model_is_asked_otherwise(Regression regression) {
        assertNeedsLive(built(regression, "0", "1.0"));
    }

    @ParameterizedTest
    @CsvSource({"suite.verbosity, 1.4, TEST_GENERATION", "suite.moreToolCalls, 1, CODE_REVIEW"})
    void says_that_it_cannot_see_what_the_model_does_otherwise(String setting, String value, ExampleTasks task) {
        ReplayedBuild recorded = ReplayedBuild.recording(task, folder.resolve("recorded"));
        System.setProperty(setting, value);

        Comparison live = JudgedBuild.against(recorded.baseline(), task, folder.resolve("live"));
        Comparison replayed = recorded.judged(folder.resolve("replayed"));

        assertThat(live.tasks().get(0).verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertUnseen(replayed);
    }

    /** Nine recordings, live builds and replays for each regression: too long for every build, see docs/benchmark-suites.md. */
    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(
            named = "suite.everyCounting",
            matches = "true",
            disabledReason = "takes minutes: mvn test -Pevery-counting")
    void says_what_live_runs_say_however_a_provider_counts(Regression regression) {
        for (String hidden : HIDDEN) {
            for (String slope : SLOPES) {
                Built built = built(regression, hidden, slope);
                switch (regression) {
                    case LONGER_SYSTEM_PROMPT,
                            THREE_MORE_TOOLS,
                            TOOL_DESCRIPTIONS_REWRITTEN,
                            HISTORY_NEVER_TRIMMED,
                            NUMBERED_LINES,
                            SUMMARISER_REMOVED,
                            LARGER_TOOL_RESULTS,
                            FEW_SHOT_EXAMPLES,
                            RETRIEVAL_TOP_K,
                            RESPONSE_SCHEMA -> assertSameOfPrompt(built, Metric.TOTAL);
                    case TIMESTAMP_IN_PROMPT -> assertSameOfPrompt(built, Metric.COST_USD);
                    case ONE_MORE_LOOP, RETRIES, ADDED_REVIEWER, SECOND_OPINION -> assertLeft(built);
                    case PRICIER_MODEL, HIGHER_EFFORT -> assertNeedsLive(built);
                    case VERBOSE_ANSWERS -> assertUnseen(built.replayed());
                }
            }
        }
    }

    /** A regression, measured by live runs and by a replay of what was recorded before it, with the same counting. */
    private record Built(String what, Comparison live, Comparison replayed) {

        JudgedTask liveTask() {
            return live.tasks().get(0);
        }

        JudgedTask replayedTask() {
            return replayed.tasks().get(0);
        }
    }

    private Built built(Regression regression, String hidden, String slope) {
        ExampleTasks task = ExampleTasks.worsenedBy(regression);
        System.setProperty("suite.hiddenTokens", hidden);
        System.setProperty("suite.slope", slope);
        System.clearProperty("suite.regression");
        ReplayedBuild recorded = ReplayedBuild.recording(task, folder.resolve("recorded-" + builds));
        System.setProperty("suite.regression", regression.settingValue());
        return new Built(
                regression + ", " + hidden + " hidden tokens, slope " + slope,
                JudgedBuild.against(recorded.baseline(), task, folder.resolve("live-" + builds)),
                recorded.judged(folder.resolve("replayed-" + builds++)));
    }

    private static void assertSameOfPrompt(Built built, Metric metric) {
        assertThat(built.replayedTask().verdict().kind())
                .as(built.what())
                .isEqualTo(built.liveTask().verdict().kind());
        assertThat(drift(built.replayedTask(), metric))
                .as(built.what())
                .isCloseTo(drift(built.liveTask(), metric), within(POINTS));
        assertThat(firstCause(built.replayedTask())).as(built.what()).isEqualTo(firstCause(built.liveTask()));
    }

    /** What is known of the run, up to the call that nothing answers, is no more than a live run uses. */
    private static void assertLeft(Built built) {
        JudgedTask task = built.replayedTask();
        assertThat(task.verdict().kind()).as(built.what()).isIn(VerdictKind.DRIFTED, VerdictKind.NEEDS_LIVE);
        assertThat(task.statement()).as(built.what()).contains(", call ").contains(" follows call ");
        assertThat(task.comparison()
                        .replay()
                        .orElseThrow()
                        .atLeast()
                        .orElseThrow()
                        .after())
                .as(built.what())
                .isPositive()
                .isLessThanOrEqualTo(mean(built.liveTask(), Metric.TOTAL));
    }

    private static void assertNeedsLive(Built built) {
        JudgedTask task = built.replayedTask();
        assertThat(task.verdict().kind()).as(built.what()).isEqualTo(VerdictKind.NEEDS_LIVE);
        assertThat(task.statement()).as(built.what()).containsPattern(" has (model|reasoning.effort) ");
    }

    private static void assertUnseen(Comparison replayed) {
        assertThat(replayed.tasks().get(0).verdictInWords()).startsWith("OK (replayed; ");
        assertThat(replayed.replayNote().orElseThrow()).contains("the model");
    }

    private static double drift(JudgedTask task, Metric metric) {
        double before = Optional.ofNullable(
                        task.comparison().before().orElseThrow().metrics().get(metric))
                .orElseThrow()
                .summary()
                .mean();
        return (mean(task, metric) / before - 1) * 100;
    }

    private static double mean(JudgedTask task, Metric metric) {
        List<Run> samples = task.comparison().after().map(TaskRuns::succeeded).orElse(List.of());
        return samples.stream()
                .mapToDouble(run -> metric.of(run).orElseThrow())
                .average()
                .orElseThrow();
    }

    private static Cause.Kind firstCause(JudgedTask task) {
        return task.explanation().stream()
                .map(Explanation::causes)
                .flatMap(causes -> causes.stream().limit(1))
                .map(Cause::kind)
                .findFirst()
                .orElseThrow();
    }
}
