package dev.tokenbudget.internal.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a task fails by its {@code minPassRate} that succeeds as often as it must, or does not. */
class PassRateMonteCarloTest {

    private static final double LEAST = 0.8;

    private static final Looks LOOKS = new Looks(5, 40);

    @Test
    void a_few_builds_of_reliable_tasks_pass_and_one_unreliable_task_fails() {
        assertThat(percentOfBuildsThatFail(20, 0.9, 200)).isLessThanOrEqualTo(5);
        assertThat(percentFoundBy(20, 0.4, 1_000)).isGreaterThan(80);
    }

    @ParameterizedTest
    @Tag("monte-carlo")
    @CsvSource({"20, 0.9, 0.3", "100, 0.9, 1.5", "20, 0.85, 3.1", "20, 0.8, 16.3"})
    void builds_of_tasks_that_succeed_as_often_as_they_must_fail_as_rarely_as_specified(
            int tasks, double rate, double failing) {
        SpecifiedTable table = new SpecifiedTable(tasks + " tasks of minPassRate 0.8: percent of builds that fail");
        table.add("succeed in " + rate + " of their runs", percentOfBuildsThatFail(tasks, rate, 5_000), failing, 2);
        table.assertAll();
    }

    @ParameterizedTest
    @Tag("monte-carlo")
    @CsvSource({"0.4, 8 63 84 91", "0.5, 3 37 58 77", "0.6, 1 16 27 45"})
    void a_task_that_succeeds_too_rarely_is_found_as_often_as_specified(double rate, String specified) {
        String[] byLook = specified.split(" ");
        SpecifiedTable table =
                new SpecifiedTable("minPassRate 0.8, succeeds in " + rate + " of its runs: percent found");
        int look = LOOKS.next(0);
        for (String found : byLook) {
            table.add("by " + look + " runs", percentFoundBy(look, rate, 20_000), Double.parseDouble(found), 2);
            look = LOOKS.next(look);
        }
        table.assertAll();
    }

    private static double percentOfBuildsThatFail(int tasks, double rate, int builds) {
        return 100.0
                * IntStream.range(0, builds)
                        .filter(build ->
                                IntStream.range(0, tasks).anyMatch(task -> failed(rate, build * tasks + task, 40)))
                        .count()
                / builds;
    }

    private static double percentFoundBy(int most, double rate, int tasks) {
        return 100.0
                * IntStream.range(0, tasks)
                        .filter(task -> failed(rate, task, most))
                        .count()
                / tasks;
    }

    private static boolean failed(double rate, int seed, int most) {
        SplittableRandom random = new SplittableRandom(seed);
        PassRateRule rule = new PassRateRule(LEAST);
        List<Run> made = new ArrayList<>();
        int look = LOOKS.next(0);
        while (made.size() < most) {
            while (made.size() < look) {
                made.add(run(made.size() + 1, random.nextDouble() < rate));
            }
            if (rule.isProvedBelow(PassRateRule.count(made)) || !goesOn(made)) {
                return rule.isProvedBelow(PassRateRule.count(made));
            }
            look = LOOKS.next(look);
        }
        return false;
    }

    private static boolean goesOn(List<Run> made) {
        TaskRuns runs = new TaskRuns(RunExample.REVIEWS, made);
        TaskComparison task = new TaskComparison(RunExample.REVIEWS, Optional.empty(), Optional.of(runs), 0);
        return PassRateRule.goesOn(task, Judged.POLICY, LOOKS);
    }

    private static Run run(int number, boolean succeeds) {
        return RunExample.run(
                RunExample.REVIEWS,
                number,
                succeeds ? Outcome.SUCCEEDED : Outcome.FAILED,
                new Run.Terms(Budget.NONE, Optional.empty(), LEAST),
                List.of(RunExample.call(100).build()));
    }
}
