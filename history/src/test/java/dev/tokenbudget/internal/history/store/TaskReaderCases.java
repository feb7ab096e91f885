package dev.tokenbudget.internal.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.BuildEntry;
import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.VerdictEntry;
import dev.tokenbudget.internal.history.output.TestRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages ask of tasks. */
abstract class TaskReaderCases {

    private static final Period THE_DAY = Period.endingWith(LocalDate.of(2026, 11, 30), 1);

    @TempDir
    Path folder;

    abstract String url();

    private History history;
    private int builds;

    @BeforeEach
    void open() {
        history = History.open(url());
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void verdicts_are_the_first_the_last_and_those_of_another_baseline() {
        judge("OK", OptionalDouble.empty());
        judge("OK", OptionalDouble.of(1_000));
        judge("DRIFTED", OptionalDouble.of(1_000));
        judge("OK", OptionalDouble.of(1_000));
        judge("OK", OptionalDouble.of(1_040));
        judge("OK", OptionalDouble.of(1_040));
        judge("IMPROVED", OptionalDouble.of(1_040));

        assertThat(history.tasks().verdicts(THE_DAY))
                .extracting(TaskVerdict::build)
                .containsExactly("b-1", "b-2", "b-5", "b-7");
        assertThat(history.tasks().verdicts(THE_DAY))
                .extracting(TaskVerdict::baselineMean)
                .containsExactly(
                        OptionalDouble.empty(),
                        OptionalDouble.of(1_000),
                        OptionalDouble.of(1_040),
                        OptionalDouble.of(1_040));
        assertThat(history.tasks().verdicts(THE_DAY.before())).isEmpty();
    }

    @Test
    void a_verdict_that_is_published_again_is_the_later_one() {
        judge("UNMEASURABLE", OptionalDouble.of(1_000));
        builds--;
        judge("OK", OptionalDouble.of(1_000));

        assertThat(history.tasks().verdicts(THE_DAY))
                .extracting(TaskVerdict::kind)
                .containsExactly("OK");
        assertThat(history.tasks().statement("b-1", "ReviewTest.reviews")).contains("It is OK.");
    }

    @Test
    void the_largest_call_of_each_model_is_known_from_the_days_sums() {
        history.add(TestRun.entries(TestRun.of("run-1").call()));
        history.add(TestRun.entries(TestRun.of("run-2").call()));

        assertThat(history.reader().largestCalls(THE_DAY)).containsExactly(new LargestCall("openai", "gpt-5", 1_100));
        assertThat(history.reader().largestCalls(THE_DAY.before())).isEmpty();
    }

    private void judge(String kind, OptionalDouble baseline) {
        String build = "b-" + ++builds;
        history.add(new Entries(
                List.of(new BuildEntry(
                        build,
                        "com.acme:shop",
                        Optional.empty(),
                        Optional.empty(),
                        TestRun.MONDAY.plus(Duration.ofMinutes(builds)))),
                List.of(),
                List.of(new VerdictEntry(
                        build,
                        "ReviewTest.reviews",
                        kind,
                        false,
                        baseline,
                        OptionalDouble.empty(),
                        "It is " + kind + ".")),
                List.of(),
                List.of()));
    }
}
