package dev.tokenbudget.internal.report;

import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.BaselineExample;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Judged;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a unit of value took stands on the console and in the comment, without any rule on it. */
class UnitsInReportsTest {

    private final Comparison comparison = Comparison.of(
            measurement(counting(3, 1200, 1200)),
            BaselineExample.empty().with(REVIEWS, BaselineExample.accepted(REVIEWS, counting(2, 1200, 1200))),
            Judged.configured(Map.of()));

    @Test
    void the_console_has_a_line_for_each_task() {
        assertThat(UnitsText.lines(comparison))
                .containsExactly("Counted by ReviewBenchmark.reviews, a run: tickets resolved 2 → 3;"
                        + " tokens per unit (tickets resolved) 600 → 400.");
    }

    @Test
    void the_comment_folds_what_moved() {
        assertThat(MarkdownReport.of(comparison))
                .contains("| ReviewBenchmark<br>reviews | tokens per unit (tickets resolved) | 600 → 400 |");
    }

    @Test
    void nothing_is_said_where_a_test_counts_nothing() {
        assertThat(UnitsText.lines(Comparison.of(
                        measurement(runs(REVIEWS, 7)), BaselineExample.empty(), Judged.configured(Map.of()))))
                .isEmpty();
    }

    private static List<Run> counting(double tickets, long... tokens) {
        return runs(REVIEWS, tokens).stream()
                .map(run -> run.toBuilder()
                        .own(Map.of("count/tickets resolved", tickets))
                        .build())
                .toList();
    }
}
