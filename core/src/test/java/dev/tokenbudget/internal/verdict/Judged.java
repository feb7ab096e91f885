package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.settings.Mode;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.statistics.SessionVariation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Comparisons judged under a chosen policy, for tests of whatever reads comparisons. */
public final class Judged {

    /** Numbers are compared as they are: nothing is left to chance. */
    public static final Policy EXACT = with("+15%");

    /** The rule that holds where nothing is configured, for each task alone. */
    public static final Policy POLICY = policy(Map.of());

    private Judged() {}

    public static Comparison comparison(Measurement measurement, Baseline baseline) {
        return Comparison.of(measurement, baseline, EXACT);
    }

    /** Return the only task of a comparison. */
    public static JudgedTask task(Measurement measurement, Baseline baseline) {
        return comparison(measurement, baseline).tasks().get(0);
    }

    /** Return the verdict on the only task of a comparison. */
    static VerdictKind verdictOf(Comparison comparison) {
        return comparison.tasks().get(0).verdict().kind();
    }

    /** Whether the build drifted by its fixed prompt alone, as the verdict says. */
    public static boolean isStructuralDrift(JudgedTask task) {
        return task.verdict().kind() == VerdictKind.DRIFTED && task.statement().contains("(structural: ");
    }

    public static Policy with(String tolerance) {
        return policy(Map.of(Setting.MODE, Mode.EXACT.key(), Setting.TOLERANCE, tolerance));
    }

    /** Return the policy that {@code settings} ask for; all tasks together are judged only where they say so. */
    public static Policy policy(Map<Setting, String> settings) {
        return Policy.of(settings(settings), Optional.empty());
    }

    /** Return the policy that settings with these keys ask for, as a build has it. */
    public static Policy configured(Map<String, String> settings) {
        return Policy.of(Settings.of(new Settings.Source("test", settings)), Optional.empty());
    }

    /** Return the policy of a build that ran only some tests, because of the option {@code filter}. */
    public static Policy filtered(String filter) {
        return Policy.of(settings(Map.of()), Optional.of(filter));
    }

    /** Return the mean of all tokens as the rule without settings judges it, with another tolerance. */
    static FigureComparison figure(TaskId task, MetricBaseline before, double[] after, Tolerance tolerance) {
        FigureComparison known = figure(task, before, after);
        return new FigureComparison(
                task,
                known.rule(),
                tolerance,
                before,
                after,
                known.summary(),
                known.replay(),
                known.calls(),
                known.looks(),
                known.sessions());
    }

    /** Return the mean of all tokens of {@code task} as the rule without settings judges it. */
    static FigureComparison figure(TaskId task, MetricBaseline before, double[] after) {
        return figure(task, before, after, Optional.empty(), Optional.empty(), SessionVariation.ASSUMED);
    }

    /** Return the same of runs whose calls are known, and which were looked at as planned. */
    static FigureComparison figure(
            TaskId task,
            MetricBaseline before,
            double[] after,
            Optional<Calls> calls,
            Optional<Looks> looks,
            SessionVariation sessions) {
        return new FigureComparison(
                task,
                Rule.forAll(Metric.TOTAL),
                POLICY.tolerance(),
                before,
                after,
                SampleSummary.of(after),
                Optional.empty(),
                calls,
                looks,
                sessions);
    }

    private static Settings settings(Map<Setting, String> chosen) {
        Map<String, String> values = new HashMap<>(Map.of(Setting.SUITE_TOLERANCE.key(), "none"));
        chosen.forEach((setting, value) -> values.put(setting.key(), value));
        return Settings.of(new Settings.Source("test", values));
    }
}
