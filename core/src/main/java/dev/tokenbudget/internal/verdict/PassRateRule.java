package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.statistics.SuccessCount;
import dev.tokenbudget.internal.text.Figures;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether a task succeeds as often as its {@code minPassRate} asks: it fails only where its runs prove that it does not. Fewer
 * successes than that are a matter of chance as long as they are not that rare, and more runs decide.
 *
 * @param least the share of runs that must succeed, 0 to 1
 */
public record PassRateRule(double least) {

    /**
     * How rare as few successes must be. A task is looked at up to four times and knows of no other: at 0.0065, one of 100 tasks
     * that succeed in 90 % of their runs, where 80 % are asked for, fails in 1.5 % of builds; of 20 in 85 %, in 3 %.
     */
    private static final double ALPHA = 0.0065;

    /** Count the runs that say something of the rate. */
    public static SuccessCount count(List<Run> runs) {
        List<Run> attempts = runs.stream().filter(Run::isAttempt).toList();
        long succeeded = attempts.stream()
                .filter(run -> run.outcome() == Outcome.SUCCEEDED)
                .count();
        return new SuccessCount((int) succeeded, attempts.size());
    }

    /** Whether so few of {@code runs} succeeded that the task does not succeed as often as it must. */
    public boolean isProvedBelow(SuccessCount runs) {
        return runs.isBelow(least) && runs.pOfBeingBelow(least) <= ALPHA;
    }

    /** Return how rare so few successes are where the task succeeds as often as it must, in words. */
    public String p(SuccessCount runs) {
        return "p = " + Figures.probability(runs.pOfBeingBelow(least), ALPHA);
    }

    /**
     * Whether more runs may show that a task succeeds too rarely: not where that is shown, or cannot be with the runs that are
     * left, nor where the build fails in any case.
     *
     * @param task what was accepted, and measured so far
     * @param policy what is demanded of it
     * @param looks when its runs are looked at
     */
    public static boolean goesOn(TaskComparison task, Policy policy, Looks looks) {
        return task.after()
                        .filter(runs -> new PassRateRule(runs.terms().minPassRate()).isOpen(runs, looks.most()))
                        .isPresent()
                && !failsAnyway(task, policy);
    }

    /** That no run succeeded yet does not settle it: the next ones may. */
    private static boolean failsAnyway(TaskComparison task, Policy policy) {
        boolean hasSample = task.after().filter(runs -> runs.sampleCount() > 0).isPresent();
        return hasSample
                && Measurability.verdictOn(task, policy)
                        .filter(settled -> settled.severity(policy) == Severity.FAILS)
                        .isPresent();
    }

    private boolean isOpen(TaskRuns runs, int most) {
        SuccessCount made = count(runs.runs());
        int left = Math.max(0, most - runs.size());
        SuccessCount atWorst = new SuccessCount(made.succeeded(), made.attempted() + left);
        return left > 0 && made.isBelow(least) && !isProvedBelow(made) && isProvedBelow(atWorst);
    }

    /** Return the warning of a task that may succeed too rarely, but by so few runs that chance may explain it. */
    static Optional<String> warning(TaskRuns runs) {
        PassRateRule rule = new PassRateRule(runs.terms().minPassRate());
        if (rule.least >= 1) {
            return Optional.empty();
        }
        SuccessCount made = count(runs.runs());
        return made.succeeded() > 0 && made.isBelow(rule.least) && !rule.isProvedBelow(made)
                ? Optional.of(runs.task().shortName() + " succeeded in " + made.succeeded() + " of " + made.attempted()
                        + " runs, fewer than minPassRate = " + rule.least + " asks for, but chance may explain it ("
                        + rule.p(made) + "). " + rule.remedy(made))
                : Optional.empty();
    }

    private String remedy(SuccessCount made) {
        OptionalInt enough = made.attemptsToProve(least, ALPHA);
        return enough.isPresent()
                ? "If it stays like that, " + Figures.count(enough.getAsInt())
                        + " runs decide: mvn verify -Dtokenbudget.maxRuns=" + enough.getAsInt() + "."
                : "It is so close to that rate that no affordable number of runs decides.";
    }
}
