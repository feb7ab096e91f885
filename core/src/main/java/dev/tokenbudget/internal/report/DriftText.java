package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.JudgedTask;
import java.util.OptionalDouble;

/** A drift as reports show it, never rounded onto its tolerance. */
final class DriftText {

    private DriftText() {}

    static String of(JudgedTask task, Metric metric) {
        OptionalDouble drift = task.comparison().drift(metric);
        if (drift.isEmpty()) {
            return "-";
        }
        return Figures.percent(drift.getAsDouble(), task.toleranceOf(metric).share());
    }
}
