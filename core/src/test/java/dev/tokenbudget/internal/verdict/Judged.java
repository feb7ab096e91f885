package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import java.util.Map;
import java.util.Optional;

/** Comparisons judged under a chosen policy, for tests of whatever reads comparisons. */
public final class Judged {

    /** Numbers are compared as they are: nothing is left to chance. */
    public static final Policy EXACT = with("+15%");

    /** The rule that holds where nothing is configured. */
    public static final Policy POLICY =
            new Policy(Metric.TOTAL, Tolerance.parse("+15%"), false, true, Optional.empty());

    private Judged() {}

    public static Comparison comparison(Measurement measurement, Baseline baseline) {
        return Comparison.of(measurement, baseline, EXACT);
    }

    /** Return the only task of a comparison. */
    public static JudgedTask task(Measurement measurement, Baseline baseline) {
        return comparison(measurement, baseline).tasks().get(0);
    }

    /** Whether the build drifted by its fixed prompt alone, as the verdict says. */
    public static boolean isStructuralDrift(JudgedTask task) {
        return task.verdict().kind() == VerdictKind.DRIFTED && task.statement().contains("(structural: ");
    }

    public static Policy with(String tolerance) {
        return Policy.of(
                Settings.of(new Settings.Source(
                        "test",
                        Map.of(
                                Setting.MODE.key(),
                                Mode.EXACT.key(),
                                Setting.TOLERANCE.key(),
                                tolerance,
                                Setting.SUITE_TOLERANCE.key(),
                                "none"))),
                Optional.empty());
    }
}
