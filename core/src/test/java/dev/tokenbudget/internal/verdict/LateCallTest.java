package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.run.RunExample.BUILD;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.START;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.recording.RunBudget;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.recording.SessionBudget;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.runlog.RunLog;
import dev.tokenbudget.internal.runlog.RunLogs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call that ends after its run spoils the task only where the run is a sample, which lacks the call's tokens. */
class LateCallTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"FAILED", "ABORTED"})
    void of_a_run_that_is_no_sample_leaves_the_others_measurable(Outcome outcome) {
        Comparison comparison = compare(endedAs(outcome));

        assertThat(comparison.tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.verdict().kind()).isEqualTo(VerdictKind.NEW));
        assertThat(comparison.warnings())
                .containsExactly(
                        "1 model call ended after a run that had failed or was aborted: no sample lacks them.");
    }

    @Test
    void of_a_run_that_succeeded_makes_the_task_unmeasurable() {
        assertThat(compare(endedAs(Outcome.SUCCEEDED)).tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.sentence()).contains("1 call ended after its run was over"));
    }

    @Test
    void of_a_run_that_was_stopped_at_its_budget_leaves_no_sample_incomplete_either() {
        List<LooseCall> loose = new ArrayList<>();
        Budget budget = Budget.of(Map.of(Metric.TOTAL, 10L));
        RunInProgress run = new RunInProgress(
                REVIEWS,
                1,
                START,
                new RunBudget(budget, SessionBudget.unlimited(), PriceList::bundled),
                Duration.ZERO,
                loose::add);
        run.record(call(10).build());
        run.refusal();
        run.end(Outcome.SUCCEEDED, Run.Terms.NONE, Map.of(), Duration.ZERO, Duration.ZERO);

        run.record(call(5).build());

        assertThat(loose).extracting(LooseCall::reason).containsExactly(LooseCall.Reason.LATE_FOR_NO_SAMPLE);
    }

    /** Return the measurement of two runs, the first of which ended so and had a late call. */
    private Measurement endedAs(Outcome outcome) {
        RunLog log = RunLog.in(folder, BUILD);
        RunInProgress first = new RunInProgress(REVIEWS, 1, START, log::append);
        first.record(call(10).build());
        log.append(first.end(outcome, Run.Terms.NONE, Map.of(), Duration.ZERO, Duration.ZERO));
        first.record(call(500).build());
        log.append(run(REVIEWS, 2, call(10).build()));
        log.end();
        return RunLogs.merge(folder, BUILD);
    }

    private static Comparison compare(Measurement measurement) {
        return Comparison.of(measurement, new Baseline(new TreeMap<>()), Judged.POLICY);
    }
}
