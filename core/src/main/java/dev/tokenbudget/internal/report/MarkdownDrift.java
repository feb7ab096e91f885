package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.statistics.Interval;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.Finding;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.Verdict;
import dev.tokenbudget.internal.verdict.VerdictKind;
import java.util.Optional;
import java.util.OptionalDouble;

/** A drift and how sure it is, as Markdown: bold where it is beyond doubt and its tolerance, marked where noise explains it. */
final class MarkdownDrift {

    private MarkdownDrift() {}

    static String of(JudgedTask task, Metric metric) {
        OptionalDouble moved = task.comparison().drift(metric);
        String drift = DriftText.of(task, metric);
        if (moved.isEmpty() || moved.getAsDouble() == 0) {
            return drift;
        }
        Optional<Interval> interval = task.findingOnMean(metric).flatMap(Finding::interval);
        return marked(drift, verdict(task, metric), interval)
                + interval.map(MarkdownDrift::bounds).orElse("");
    }

    /** Return the verdict on the mean; that of the task may rest on another figure. */
    private static Verdict verdict(JudgedTask task, Metric metric) {
        return task.findingOnMean(metric).map(Finding::verdict).orElse(task.verdict());
    }

    private static String marked(String drift, Verdict verdict, Optional<Interval> interval) {
        if (verdict.kind() == VerdictKind.DRIFTED || verdict.kind() == VerdictKind.IMPROVED) {
            return "**" + drift + "**";
        }
        boolean noise = verdict.kind() == VerdictKind.INCONCLUSIVE
                || interval.filter(bounds -> bounds.lower() <= 1 && bounds.upper() >= 1)
                        .isPresent();
        return noise ? "~" + drift : drift;
    }

    private static String bounds(Interval ratio) {
        return " (" + Figures.percent(ratio.lower() - 1).replace(" %", "") + " to " + Figures.percent(ratio.upper() - 1)
                + ")";
    }
}
