package dev.tokenbudget.report;

import dev.tokenbudget.price.PriceList;
import dev.tokenbudget.run.Metric;
import dev.tokenbudget.statistics.Percentile;
import dev.tokenbudget.statistics.SampleSummary;
import dev.tokenbudget.text.Figures;
import dev.tokenbudget.verdict.Comparison;
import dev.tokenbudget.verdict.Gate;
import dev.tokenbudget.verdict.JudgedTask;
import dev.tokenbudget.verdict.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A comparison as the Markdown that a reviewer reads: what fails first, then every task before and after. */
public final class MarkdownReport {

    private static final Comparator<JudgedTask> BY_TASK =
            Comparator.comparing(judged -> judged.comparison().task());

    private final Comparison comparison;
    private final Metric metric;

    private MarkdownReport(Comparison comparison) {
        this.comparison = comparison;
        this.metric = comparison.policy().metric();
    }

    /** Return the report's text. */
    public static String of(Comparison comparison) {
        return new MarkdownReport(comparison).text();
    }

    private String text() {
        StringBuilder text =
                new StringBuilder("# Token budget: ").append(headline()).append("\n\n");
        section(text, "❌ Fails the build", Findings.failures(comparison));
        section(text, "⚠️ Worth a look", Findings.warnings(comparison));
        section(text, "ℹ️ Worth knowing", Findings.notes(comparison));
        text.append(table());
        text.append("\nMean, P75, P90 and P99 of ").append(metric.unit());
        text.append(" a run, before → after. `~` marks a percentile of too few runs to be estimated.\n");
        text.append(new MarkdownEfficiency(metric, PriceList.bundled()).of(worstFirst()));
        text.append(MarkdownAgents.of(worstFirst()));
        return text.toString();
    }

    private String headline() {
        int failing = comparison.tasksThat(Severity.FAILS).size();
        int all = comparison.tasks().size();
        if (Gate.decide(comparison).passes()) {
            return "passed, " + all + " task(s)";
        }
        return "failed, " + failing + " of " + all + " task(s)";
    }

    private String table() {
        StringBuilder table = new StringBuilder();
        table.append("| task | verdict | runs | mean | drift | tolerance | P75 | P90 | P99 |\n");
        table.append("|---|---|--:|--:|--:|--:|--:|--:|--:|\n");
        worstFirst().forEach(task -> table.append(row(task)));
        return table.toString();
    }

    private List<JudgedTask> worstFirst() {
        return comparison.tasks().stream()
                .sorted(Comparator.comparing(JudgedTask::severity).reversed().thenComparing(BY_TASK))
                .toList();
    }

    private String row(JudgedTask judged) {
        return List.of(
                        MarkdownText.escaped(judged.comparison().task().shortName()),
                        judged.verdict().name(),
                        change(judged, summary -> String.valueOf(summary.n())),
                        change(judged, summary -> Figures.count(summary.mean())),
                        DriftText.of(judged, metric),
                        judged.tolerance().toString(),
                        change(judged, summary -> PercentileText.of(summary, Percentile.P75)),
                        change(judged, summary -> PercentileText.of(summary, Percentile.P90)),
                        change(judged, summary -> PercentileText.of(summary, Percentile.P99)))
                .stream()
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private String change(JudgedTask judged, Function<SampleSummary, String> figure) {
        Optional<String> before = judged.comparison().before(metric).map(figure);
        Optional<String> after = judged.comparison().after(metric).map(figure);
        return before.orElse("-") + " → " + after.orElse("-");
    }

    private static void section(StringBuilder text, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append(title).append(":\n\n");
            lines.forEach(
                    line -> text.append("- ").append(MarkdownText.escaped(line)).append('\n'));
            text.append('\n');
        }
    }
}
