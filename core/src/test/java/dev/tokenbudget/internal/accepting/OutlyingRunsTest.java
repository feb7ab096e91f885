package dev.tokenbudget.internal.accepting;

import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.BUILD;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.run;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.verdict.Judged;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One accepted run of ten times the others makes a baseline blind, so it is named when it is accepted, and ever after. */
class OutlyingRunsTest {

    private static final long[] ONE_OF_TEN_TIMES = {980, 1_020, 1_150, 890, 10_000, 940, 1_070, 1_100, 960};
    private static final MeasuredUpdate ALL = new MeasuredUpdate(new TaskGlob("*"), "first");

    @Test
    void an_accepted_run_far_above_the_others_is_named_with_what_to_do_and_kept() {
        Measurement build = measurement(runs(REVIEWS, ONE_OF_TEN_TIMES));

        Baseline after = ALL.apply(Judged.comparison(build, empty()), empty());

        assertThat(after.of(REVIEWS)
                        .orElseThrow()
                        .metric(Metric.TOTAL)
                        .orElseThrow()
                        .samples())
                .hasSize(9)
                .contains(10_000);
        assertThat(ALL.remarks(Judged.comparison(build, empty())))
                .containsExactly(
                        "ReviewBenchmark.reviews: run 5 used 10,000 tokens, 9.80 times the median of its 9 runs"
                                + " (1,020), and is a part of the baseline: drifts hide behind it. Where the agent does that now"
                                + " and then, keep it; otherwise measure again (mvn verify) and accept those runs in place of"
                                + " these.");
    }

    @Test
    void it_is_named_by_its_own_number_where_a_run_before_it_is_no_sample() {
        Run failed = run(REVIEWS, 1, Outcome.FAILED, Run.Terms.NONE, List.of(call(7).build()));
        List<Run> others = Stream.of(2, 3, 4, 5, 6, 7)
                .map(number -> run(
                        REVIEWS,
                        number,
                        call(number == 6 ? 10_000 : 1_000 + number).build()))
                .toList();
        Measurement build = Measurement.of(
                BUILD, Stream.concat(Stream.of(failed), others.stream()).toList(), List.of(), List.of());

        assertThat(ALL.remarks(Judged.comparison(build, empty())))
                .singleElement()
                .asString()
                .startsWith("ReviewBenchmark.reviews: run 6 used 10,000 tokens");
    }

    @Test
    void reports_name_an_outlier_in_the_baseline_and_the_command_that_replaces_it() {
        Baseline before = baseline(REVIEWS, ONE_OF_TEN_TIMES);

        assertThat(Judged.task(measurement(runs(REVIEWS, 2_000)), before).remarks())
                .containsExactly("1 of the 9 runs in its baseline lies far above the others: 10,000 tokens, 9.80 times"
                        + " their median of 1,020. Drifts hide behind it. Unless the agent does that now and then, measure"
                        + " again and accept those runs in their place: mvn tokenbudget:accept"
                        + " -Dtokenbudget.task=\"ReviewBenchmark.reviews\" -Dtokenbudget.reason=\"…\"");
    }

    @Test
    void runs_that_are_like_each_other_are_no_matter() {
        Measurement build = measurement(runs(REVIEWS, 980, 1_020, 1_150, 890, 1_300));

        assertThat(ALL.remarks(Judged.comparison(build, empty()))).isEmpty();
    }
}
