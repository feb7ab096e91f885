package dev.tokenbudget.internal.report;

import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.replay.ReplayExample.recording;
import static dev.tokenbudget.internal.replay.ReplayExample.recordings;
import static dev.tokenbudget.internal.replay.ReplayExample.replays;
import static dev.tokenbudget.internal.replay.change.ChangedTextExample.changed;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.replay.change.ChangedText;
import dev.tokenbudget.internal.report.ci.CiReports;
import dev.tokenbudget.internal.report.ci.SourceTree;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Judged;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The text behind a cause is in reports for people, and in no other. */
class TextsInReportsTest {

    private static final ChangedText TEXT =
            changed("system prompt", " You review code.", "-Be brief.", "+Explain every finding at length.");

    @Test
    void markdown_shows_it_under_the_task_as_a_diff() {
        assertThat(MarkdownReport.of(drifted(TEXT))).contains("""
                          - system prompt, in 4.4 calls a run: about +892 tokens a call, +3,900 a run.
                            ```diff
                             You review code.
                            -Be brief.
                            +Explain every finding at length.
                            ```
                        """);
    }

    @Test
    void no_other_report_shows_it() {
        Comparison drifted = drifted(TEXT);

        assertThat(JsonReport.of(drifted) + ConsoleTable.of(drifted) + Findings.notes(drifted))
                .doesNotContain("Explain every finding");
        assertThat(CiReports.of(new SourceTree(Path.of(""), Map.of())))
                .isNotEmpty()
                .allSatisfy(report ->
                        assertThat(report.text(drifted)).doesNotContain("Explain every finding", "Be brief."));
        assertThat(MarkdownReport.of(drifted.withoutTexts())).doesNotContain("Explain every finding", "```diff");
    }

    @Test
    void markdown_shows_the_first_lines_of_long_texts_and_the_first_of_many() {
        String[] lines = IntStream.range(0, 25).mapToObj(i -> "+line " + i).toArray(String[]::new);
        ChangedText text = changed("system prompt", lines);

        assertThat(MarkdownReport.of(drifted(text, TEXT, TEXT, TEXT)))
                .contains("+line 19\n    @@ 5 lines more in report.html @@\n", "- 1 changed text more: report.html\n")
                .doesNotContain("+line 20");
    }

    @Test
    void text_that_looks_like_the_end_of_its_block_ends_it_not() {
        assertThat(MarkdownReport.of(drifted(changed("system prompt", " ```", "+<b>", " ````"))))
                .contains("    `````diff\n     ```\n    +<b>\n     ````\n    `````\n");
    }

    @Test
    void no_verdict_is_left_out_of_markdown_for_texts() {
        ChangedText long_ = changed(
                "system prompt", Collections.nCopies(20, "+" + "x".repeat(500)).toArray(String[]::new));

        assertThat(MarkdownReport.of(drifted(long_, long_, long_, long_, long_)))
                .contains("4 changed texts more: report.html", "reviews ")
                .doesNotContain("which report.json holds");
    }

    private static Comparison drifted(ChangedText... texts) {
        Comparison drifted = Comparison.of(
                measurement(replays(REVIEWS, 20, 2000)), empty(), recordings(recording(REVIEWS, 1000)), Judged.EXACT);
        return drifted.showing(task -> task.asksForTexts() ? List.of(texts) : List.of());
    }
}
