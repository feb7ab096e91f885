package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.statistics.BuildVariance;
import dev.tokenbudget.internal.statistics.Interval;
import dev.tokenbudget.internal.verdict.CallsFinding;
import dev.tokenbudget.internal.verdict.Evidence;
import dev.tokenbudget.internal.verdict.Finding;
import dev.tokenbudget.internal.verdict.Rule;
import dev.tokenbudget.internal.verdict.SizeFinding;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON form of what one rule found; what is infinite or was not tested is absent. */
record JsonFinding(
        String metric,
        String statistic,
        String tasks,
        String mode,
        String tolerance,
        double alpha,
        String verdict,
        double before,
        double after,
        @Nullable Test test,
        @Nullable Size size,
        @Nullable Calls calls) {

    static JsonFinding of(Finding finding) {
        Rule rule = finding.rule();
        return new JsonFinding(
                rule.metric().key(),
                rule.statistic().key(),
                rule.tasks().pattern(),
                rule.mode().key(),
                finding.tolerance().toString(),
                rule.alpha(),
                finding.verdict().kind().name(),
                finding.movement().before(),
                finding.movement().after(),
                finding.evidence().map(Test::of).orElse(null),
                finding.size().map(size -> Size.of(size, rule.alpha())).orElse(null),
                finding.calls().map(calls -> Calls.of(calls, rule.alpha())).orElse(null));
    }

    record Size(double drift, boolean proved, Test test) {
        static Size of(SizeFinding size, double alpha) {
            return new Size(Test.rounded(size.drift()), size.isProved(alpha), Test.of(size.evidence()));
        }
    }

    record Calls(double before, double after, boolean proved, Test test) {
        static Calls of(CallsFinding calls, double alpha) {
            return new Calls(calls.before(), calls.after(), calls.isProved(alpha), Test.of(calls.evidence()));
        }
    }

    record Builds(
            int builds,
            @Nullable Double f,
            double p,
            @Nullable Double spread) {
        static Builds of(BuildVariance variance) {
            return new Builds(
                    variance.builds(),
                    Test.finite(Optional.of(variance.f())),
                    Test.rounded(variance.p()),
                    Test.finite(Optional.of(variance.spread())));
        }
    }

    /** Figures of a test keep nine digits: what lies beyond depends on how a machine computes logarithms. */
    record Test(
            String method,
            double pOfGrowth,
            double pOfFall,
            double qOfGrowth,
            double qOfFall,
            @Nullable Double lowest,
            @Nullable Double highest,
            @Nullable Double detectable,
            @Nullable Builds buildVariance) {

        private static final MathContext DIGITS = new MathContext(9);

        static Test of(Evidence evidence) {
            return new Test(
                    evidence.method(),
                    rounded(evidence.pOfGrowth()),
                    rounded(evidence.pOfFall()),
                    rounded(evidence.qOfGrowth()),
                    rounded(evidence.qOfFall()),
                    finite(evidence.interval().map(Interval::lower).map(ratio -> ratio - 1)),
                    finite(evidence.interval().map(Interval::upper).map(ratio -> ratio - 1)),
                    evidence.detectable().isPresent()
                            ? finite(Optional.of(evidence.detectable().getAsDouble()))
                            : null,
                    evidence.builds().map(Builds::of).orElse(null));
        }

        private static @Nullable Double finite(Optional<Double> value) {
            return value.filter(Double::isFinite).map(Test::rounded).orElse(null);
        }

        static double rounded(double figure) {
            return new BigDecimal(figure).round(DIGITS).doubleValue();
        }
    }
}
