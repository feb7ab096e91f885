package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.price.Cost;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.text.Figures;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the rule says of a task.
 *
 * @param kind what it is
 * @param because what was measured and what was allowed, as the rest of a sentence whose subject is the task
 * @param remedy what to do now
 * @param metrics the metrics that it rests on, where it rests on some and not on the task as a whole
 * @param movement how far a figure moved, where the verdict rests on that and the reason is worth showing
 * @param onlyReported whether it is for information only: whatever it says, the build does not fail by it
 */
public record Verdict(
        VerdictKind kind,
        String because,
        Remedy remedy,
        Set<Metric> metrics,
        Optional<Movement> movement,
        boolean onlyReported) {

    public Verdict {
        metrics = Set.copyOf(metrics);
    }

    private static Verdict of(VerdictKind kind, String because, Remedy remedy, Set<Metric> metrics) {
        return new Verdict(kind, because, remedy, metrics, Optional.empty(), false);
    }

    private static Verdict of(VerdictKind kind, String because, Remedy remedy) {
        return of(kind, because, remedy, Set.of());
    }

    private static Verdict of(VerdictKind kind, String because, Remedy remedy, Movement movement) {
        return new Verdict(kind, because, remedy, Set.of(movement.metric()), Optional.of(movement), false);
    }

    /** Return the verdict on a task whose tokens are not fully known. */
    static Verdict unmeasurable(List<String> reasons, Remedy remedy) {
        return of(VerdictKind.UNMEASURABLE, "cannot be measured: " + String.join("; ", reasons), remedy);
    }

    /** Return the verdict on a task of whose cost something is demanded, but which calls models that have no price. */
    static Verdict unpriced(List<Cost.Unpriced> unpriced) {
        return of(
                VerdictKind.UNMEASURABLE,
                unpriced.stream()
                        .map(Cost.Unpriced::because)
                        .collect(Collectors.joining("; ", "cannot be judged by its cost: ", "")),
                Remedy.of(
                        unpriced.stream().map(Cost.Unpriced::remedy).distinct().collect(Collectors.joining(" "))),
                Set.of(Metric.COST_USD));
    }

    /** Return the verdict on a task that is to be judged by {@code metric}, which some of its runs do not know. */
    static Verdict unknown(Metric metric, String because, String remedy) {
        return of(
                VerdictKind.UNMEASURABLE,
                "cannot be judged by " + metric.key() + ": " + because,
                Remedy.of(remedy),
                Set.of(metric));
    }

    /** Return the verdict on a task that misses a target. */
    static Verdict offTarget(TargetFinding missed) {
        return of(
                VerdictKind.OFF_TARGET,
                missed.because(),
                Remedy.of("Change the agent, or the minimum or maximum of the rule."),
                Set.of(missed.target().metric()));
    }

    /**
     * Return the verdict on runs that asked for other models than the baseline's.
     *
     * @param before the baseline's models
     * @param after those of the runs
     * @param cost how far the cost of a run moved, where it is known before and after
     * @param tokens how far the tokens of a run moved, where they are known before and after
     */
    static Verdict modelChanged(
            List<String> before, List<String> after, Optional<Movement> cost, Optional<Movement> tokens) {
        return new Verdict(
                VerdictKind.MODEL_CHANGED,
                "asks for " + String.join(", ", after) + ", but its baseline was measured with "
                        + String.join(", ", before)
                        + cost.map(movement -> "; it " + movement.inWords()).orElse(""),
                Remedy.ACCEPT_MODEL,
                Set.of(),
                tokens,
                false);
    }

    /** Return the verdict on a replayed task of which a recording does not know all. */
    static Verdict needsLive(String because, Remedy remedy) {
        return of(VerdictKind.NEEDS_LIVE, because, remedy);
    }

    /**
     * Return the verdict on a replayed task that used more than its tolerance allows by what is known of it alone.
     *
     * @param atLeast what is known
     * @param rest what is not
     */
    static Verdict driftedAtLeast(Movement atLeast, Tolerance tolerance, String rest) {
        return new Verdict(
                VerdictKind.DRIFTED,
                atLeast.atLeastInWords(tolerance) + "; its tolerance is " + tolerance.inWords(atLeast.metric()) + "; "
                        + rest,
                Remedy.ACCEPT_LIVE,
                Set.of(atLeast.metric()),
                Optional.empty(),
                false);
    }

    /**
     * Return the verdict on a figure of which it is not known whether it is within its tolerance, because it is estimated.
     *
     * @param error how far it may be off
     */
    static Verdict uncertain(Movement movement, Tolerance tolerance, double error) {
        Metric metric = movement.metric();
        return of(
                VerdictKind.INCONCLUSIVE,
                exceeded(movement, tolerance) + ", but the estimate may be off by ±"
                        + metric.amount(metric.figure(error)) + " ("
                        + Replay.share(error / movement.after()).substring(1) + ")",
                Remedy.COUNT,
                movement);
    }

    static Verdict withoutBaseline() {
        return of(
                VerdictKind.NEW,
                "has no baseline yet",
                Remedy.byAccepting("Accept the runs just made as the baseline"));
    }

    static Verdict missing() {
        return of(
                VerdictKind.MISSING,
                "has a baseline, but did not run",
                Remedy.of("Run it again. " + Remedy.removal(Remedy.PLACEHOLDER)));
    }

    /** Return the verdict on a task that its own test left out, for {@code reason}, as JUnit reports it. */
    static Verdict skipped(String reason) {
        return of(
                VerdictKind.SKIPPED,
                "was skipped, so nothing was measured: " + reason,
                Remedy.of(
                        "See that what its test needs is there, such as the key of a provider. Its baseline stays as it is."));
    }

    /** Return the verdict on a task whose budget is exceeded, or stopped its runs. */
    public static Verdict overBudget(List<Budget.Breach> breaches) {
        return of(
                VerdictKind.OVER_BUDGET,
                Budget.inWords(breaches),
                Remedy.of(
                        breaches.stream().map(Budget.Breach::remedy).distinct().collect(Collectors.joining(" "))),
                breaches.stream().map(Budget.Breach::metric).collect(Collectors.toSet()));
    }

    /**
     * Return the verdict on a figure that moved further than its tolerance allows.
     *
     * @param certainty why that is no noise, or why that is unknown; empty where noise is not considered
     */
    static Verdict drifted(Movement movement, Tolerance tolerance, String certainty) {
        return of(VerdictKind.DRIFTED, exceeded(movement, tolerance) + inBrackets(certainty), Remedy.ACCEPT, movement);
    }

    /**
     * Return the verdict on a task whose calls grew further than its tolerance allows, at an equal number of them.
     *
     * @param movement how far the mean of all tokens moved
     */
    static Verdict sizeDrifted(Movement movement, Tolerance tolerance, SizeFinding size, double alpha) {
        return of(
                VerdictKind.DRIFTED,
                movement.inWords(tolerance) + ", and "
                        + Figures.percent(size.drift(), tolerance.upper().orElse(0))
                        + " at an equal number of calls; its tolerance is " + tolerance.inWords(movement.metric())
                        + inBrackets(size.certainty(alpha)),
                Remedy.ACCEPT,
                movement);
    }

    /**
     * Return the verdict on a figure that moved further than its tolerance allows, but noise may explain it.
     *
     * @param noise what a test says of it
     * @param remedy what would distinguish it from noise
     */
    static Verdict inconclusive(Movement movement, Tolerance tolerance, String noise, Remedy remedy) {
        return of(
                VerdictKind.INCONCLUSIVE,
                exceeded(movement, tolerance) + ", but noise may explain it" + inBrackets(noise),
                remedy,
                movement);
    }

    /**
     * Return the verdict on a figure that fell by as much as the tolerance would allow it to grow.
     *
     * @param certainty why that is no noise; empty where noise is not considered
     */
    static Verdict improved(Movement movement, Tolerance tolerance, String certainty) {
        return of(VerdictKind.IMPROVED, movement.inWords(tolerance) + inBrackets(certainty), Remedy.KEEP, movement);
    }

    /**
     * Return the verdict on a task whose figures are within their tolerances.
     *
     * @param certainty how certain that is; empty where nothing is known of that
     */
    static Verdict ok(String certainty) {
        return of(VerdictKind.OK, "is within its tolerance" + inBrackets(certainty), Remedy.NONE);
    }

    private static String exceeded(Movement movement, Tolerance tolerance) {
        return movement.inWords(tolerance) + "; its tolerance is " + tolerance.inWords(movement.metric());
    }

    private static String inBrackets(String remark) {
        return remark.isEmpty() ? "" : " (" + remark + ")";
    }

    /** Return this verdict by a rule that only reports. */
    Verdict asReport() {
        return new Verdict(kind, because, remedy, metrics, movement, true);
    }

    /** Return what this does to the build under {@code policy}. */
    public Severity severity(Policy policy) {
        Severity severity = kind.severity(policy);
        return onlyReported && severity == Severity.FAILS ? Severity.WARNS : severity;
    }
}
