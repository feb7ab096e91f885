package dev.tokenbudget.internal.report;

import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.BaselineExample;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Judged;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.VerdictKind;
import dev.tokenbudget.usage.ModelCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Beside the total, reports tell how much larger a call became and how many more calls there are, each with its own proof. */
class SizeAndCallsInReportsTest {

    private static final double SAME = 1;

    @Test
    void a_task_whose_calls_grew_is_told_by_their_size() {
        Comparison grown = comparison(1.3, 4);

        assertThat(grown.tasks().get(0).verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertThat(Findings.failures(grown))
                .anySatisfy(line ->
                        assertThat(line).startsWith("Each call is +30.").contains("% larger (proved, at least +"));
        assertThat(MarkdownReport.of(grown)).contains("  - Each call is +30.");
        assertThat(JsonReport.of(grown)).contains("\"size\": {", "\"proved\": true");
    }

    @Test
    void a_task_that_makes_more_calls_is_told_by_their_number() {
        JudgedTask task = comparison(SAME, 9).tasks().get(0);

        assertThat(task.verdict().kind()).isEqualTo(VerdictKind.DRIFTED);
        assertThat(task.sizeAndCalls().orElseThrow())
                .contains("within the tolerance; ")
                .endsWith("more calls a run (4 to 9), proved.");
    }

    @Test
    void larger_calls_that_are_fewer_are_a_trade_which_one_warning_tells() {
        Comparison traded = comparison(1.5, 2.7);

        assertThat(traded.tasks().get(0).verdict().kind()).isEqualTo(VerdictKind.OK);
        assertThat(Findings.warnings(traded))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("ReviewBenchmark.reviews traded calls for larger ones, at ")
                        .contains(" tokens in all, which fails nothing: each call is +")
                        .endsWith(" fewer calls a run (4 to 2.7), proved."));
    }

    @Test
    void where_nothing_moved_nothing_is_told() {
        assertThat(comparison(SAME, 4).tasks().get(0).sizeAndCalls()).isEmpty();
    }

    private static Comparison comparison(double size, double calls) {
        return Comparison.of(
                measurement(runs(20, size, calls)),
                empty().with(REVIEWS, BaselineExample.accepted(REVIEWS, runs(20, SAME, 4))),
                Judged.POLICY);
    }

    /** Runs of about {@code calls} calls of about a thousand tokens times {@code size}. */
    private static List<Run> runs(int number, double size, double calls) {
        List<Run> runs = new ArrayList<>();
        for (int run = 0; run < number; run++) {
            int made = (int) Math.floor(calls + run % 10 * 0.1) + (run % 5 - 2) / 2;
            ModelCall one = call(Math.round(size * (1_000 + 7 * (run % 4)))).build();
            runs.add(run(REVIEWS, run + 1, Collections.nCopies(made, one).toArray(ModelCall[]::new)));
        }
        return runs;
    }
}
