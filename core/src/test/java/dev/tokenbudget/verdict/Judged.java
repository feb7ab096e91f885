package dev.tokenbudget.verdict;

import dev.tokenbudget.baseline.Baseline;
import dev.tokenbudget.run.Measurement;
import dev.tokenbudget.run.Metric;
import dev.tokenbudget.run.Tolerance;
import dev.tokenbudget.settings.Setting;
import dev.tokenbudget.settings.Settings;
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
        return Comparison.of(measurement, baseline, EXACT, new StatisticalJudge());
    }

    /** Return the only task of a comparison. */
    public static JudgedTask task(Measurement measurement, Baseline baseline) {
        return comparison(measurement, baseline).tasks().get(0);
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
