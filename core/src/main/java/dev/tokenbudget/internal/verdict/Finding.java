package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.statistics.Interval;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one rule found of one task.
 *
 * @param rule the rule that judged
 * @param tolerance the tolerance that was applied
 * @param movement how far the figure moved
 * @param evidence what the test says; absent where there was none, be it by the rule's mode or for want of runs
 * @param size how far the tokens moved at an equal number of calls; absent where that is not known, or not what the rule is about
 * @param calls how far the number of calls moved; absent likewise
 * @param verdict what follows
 */
public record Finding(
        Rule rule,
        Tolerance tolerance,
        Movement movement,
        Optional<Evidence> evidence,
        Optional<SizeFinding> size,
        Optional<CallsFinding> calls,
        Verdict verdict) {

    /** Return this with another verdict. */
    Finding with(Verdict other) {
        return new Finding(rule, tolerance, movement, evidence, size, calls, other);
    }

    /** Whether larger calls alone make this a drift, which is not the case where they are a trade. */
    boolean isDriftOfSize() {
        return didSizeGrow() && !isTraded();
    }

    /** Whether larger calls, which alone would be a drift, came with fewer of them, or with no more tokens in the whole. */
    public boolean isTrade() {
        return didSizeGrow() && isTraded();
    }

    private boolean didSizeGrow() {
        return size.filter(found -> found.drift() > allowedRatio() - 1 && found.isProved(rule.alpha()))
                .isPresent();
    }

    private boolean isTraded() {
        return movement.after() <= movement.before()
                || calls.filter(found -> found.fell(rule.alpha())).isPresent();
    }

    /** Return the largest ratio to what was accepted that the tolerance allows. */
    public double allowedRatio() {
        return DriftRule.allowedRatio(movement, tolerance);
    }

    /**
     * Return where the true ratio lies with 90 % confidence; nothing where that excludes 1 but the verdict, which is corrected for
     * the other questions of the build, does not.
     */
    public Optional<Interval> interval() {
        return evidence.flatMap(Evidence::interval)
                .filter(range ->
                        verdict.kind() != VerdictKind.INCONCLUSIVE || range.lower() <= 1 && range.upper() >= 1);
    }

    /** Return what size and calls say, as a sentence without a full stop; nothing where neither is known. */
    public Optional<String> sizeAndCalls() {
        String both = Stream.concat(
                        size.map(found -> found.inWords(rule.alpha(), allowedRatio())).stream(),
                        calls
                                .filter(found -> found.after() != found.before())
                                .map(found -> found.inWords(rule.alpha()))
                                .stream())
                .collect(Collectors.joining("; "));
        return both.isEmpty() ? Optional.empty() : Optional.of(both);
    }
}
