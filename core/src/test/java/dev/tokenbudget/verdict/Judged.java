package dev.tokenbudget.verdict;

import dev.tokenbudget.baseline.Baseline;
import dev.tokenbudget.run.Measurement;
import dev.tokenbudget.run.Metric;
import dev.tokenbudget.run.Tolerance;
import java.util.Optional;

/** Comparisons judged under a chosen policy, for tests of whatever reads comparisons. */
public final class Judged {

    public static final Policy POLICY =
            new Policy(Metric.TOTAL, Tolerance.parse("+15%"), false, true, Optional.empty());

    private Judged() {}

    public static Comparison comparison(Measurement measurement, Baseline baseline) {
        return Comparison.of(measurement, baseline, POLICY, new ExactJudge());
    }

    /** Return the only task of a comparison. */
    public static JudgedTask task(Measurement measurement, Baseline baseline) {
        return comparison(measurement, baseline).tasks().get(0);
    }

    public static Policy with(Tolerance tolerance) {
        return new Policy(Metric.TOTAL, tolerance, false, true, Optional.empty());
    }
}
