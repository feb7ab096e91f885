package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.settings.Mode;
import dev.tokenbudget.internal.statistics.SuccessCount;
import dev.tokenbudget.internal.text.Figures;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Judges a task of which fewer runs succeed than before by its tokens per success: a run that fails is no sample any more, so
 * that the mean of the others may fall although the task became dearer. It drifted where tokens per success grew beyond the
 * tolerance, and chance does not explain that so few runs succeed (Fisher's exact test).
 */
final class SuccessRule {

    /** No task knows of the others: of 20 that changed nothing, one is taken for changed in 5 % of builds at most. */
    private static final double PROVED = 0.0025;

    private static final double SUSPICIOUS = 0.05;

    private SuccessRule() {}

    /** A fall of the share of runs that succeed. */
    private record Fall(SuccessCount before, SuccessCount after, double p) {

        static Optional<Fall> of(TaskComparison task) {
            return task.before()
                    .flatMap(accepted -> task.after()
                            .map(measured -> of(
                                    new SuccessCount(accepted.succeeded(), accepted.attempted()),
                                    PassRateRule.count(measured.runs()))))
                    .filter(fall -> fall.after.isFallFrom(fall.before));
        }

        private static Fall of(SuccessCount before, SuccessCount after) {
            return new Fall(before, after, after.pOfFallFrom(before));
        }

        String inWords() {
            return (after.attempted() - after.succeeded()) + " of " + after.attempted() + " runs failed (before: "
                    + (before.attempted() - before.succeeded()) + " of " + before.attempted() + ")";
        }

        String chance() {
            return "p = " + Figures.probability(p, p > SUSPICIOUS ? SUSPICIOUS : PROVED);
        }
    }

    /** Return {@code finding}, or what the successes say where that is worse: no task improved of which fewer runs succeed. */
    static Finding applied(TaskComparison task, Finding finding) {
        VerdictKind kind = finding.verdict().kind();
        return Fall.of(task)
                .filter(fall -> kind != VerdictKind.DRIFTED)
                .flatMap(fall -> growth(task, finding)
                        .flatMap(growth -> verdict(fall, growth, finding))
                        .or(() -> kind == VerdictKind.IMPROVED ? Optional.of(Verdict.ok("")) : Optional.empty()))
                .map(verdict -> finding.with(finding.rule().mode() == Mode.REPORT ? verdict.asReport() : verdict))
                .orElse(finding);
    }

    /** Return what a reader should know of successes that became fewer, where no verdict says so. */
    static Optional<String> remark(TaskComparison task, Finding finding) {
        if (finding.verdict().kind() != VerdictKind.OK || !finding.rule().judgesMeanOfTotal()) {
            return Optional.empty();
        }
        boolean cheaper = finding.movement().improves(finding.tolerance());
        return Fall.of(task)
                .flatMap(fall -> growth(task, finding)
                        .map(growth ->
                                "It " + used(growth, fall) + ", which chance may explain (" + fall.chance() + ").")
                        .or(() -> cheaper ? Optional.of(noImprovement(finding.movement(), fall)) : Optional.empty()));
    }

    private static String noImprovement(Movement movement, Fall fall) {
        return "Its successful runs used " + Figures.percent(movement.drift()) + ", but " + fall.inWords()
                + ": that is no improvement.";
    }

    /** Return by which factor tokens per success grew, where that is known and beyond the tolerance. */
    private static Optional<Double> growth(TaskComparison task, Finding finding) {
        if (!finding.rule().judgesMeanOfTotal() || finding.rule().mode() == Mode.EXACT) {
            return Optional.empty();
        }
        Tolerance tolerance = finding.tolerance();
        OptionalDouble before = task.before().map(TokensPerSuccess::of).orElse(OptionalDouble.empty());
        OptionalDouble after = task.after().map(TokensPerSuccess::of).orElse(OptionalDouble.empty());
        return before.isPresent()
                        && after.isPresent()
                        && tolerance.isExceeded(before.getAsDouble(), after.getAsDouble())
                ? Optional.of(after.getAsDouble() / before.getAsDouble())
                : Optional.empty();
    }

    private static Optional<Verdict> verdict(Fall fall, double growth, Finding finding) {
        String because =
                used(growth, fall) + "; its tolerance is " + finding.tolerance().inWords(Metric.TOTAL);
        if (fall.p() <= PROVED) {
            return Optional.of(verdict(
                    VerdictKind.DRIFTED,
                    because + " (" + fall.chance() + ")",
                    Remedy.byAccepting("See why its runs fail; if that is meant, accept it")));
        }
        return fall.p() <= SUSPICIOUS && finding.verdict().kind() != VerdictKind.INCONCLUSIVE
                ? Optional.of(verdict(
                        VerdictKind.INCONCLUSIVE,
                        because + ", but chance may explain that so many fail (" + fall.chance() + ")",
                        Remedy.of("See why its runs fail, and measure more of them: mvn verify -Dtokenbudget.runs="
                                + 2 * fall.after().attempted())))
                : Optional.empty();
    }

    private static Verdict verdict(VerdictKind kind, String because, Remedy remedy) {
        return new Verdict(kind, because, remedy, Set.of(Metric.TOTAL), Optional.empty(), false);
    }

    private static String used(double growth, Fall fall) {
        return "used " + Figures.share(growth - 1) + " more tokens per success: " + fall.inWords();
    }
}
