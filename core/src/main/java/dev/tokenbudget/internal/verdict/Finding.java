package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.text.Sentence;
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
        double allowed = DriftRule.allowedRatio(movement, tolerance) - 1;
        return size.filter(found -> found.drift() > allowed && found.isProved(rule.alpha()))
                .isPresent();
    }

    private boolean isTraded() {
        return movement.after() <= movement.before()
                || calls.filter(found -> found.fell(rule.alpha())).isPresent();
    }

    /** Return what size and calls say, as one sentence; nothing where neither is known. */
    public Optional<String> sizeAndCalls() {
        String both = Stream.concat(
                        size.map(found -> found.inWords(rule.alpha())).stream(),
                        calls
                                .filter(found -> found.after() != found.before())
                                .map(found -> found.inWords(rule.alpha()))
                                .stream())
                .collect(Collectors.joining("; "));
        return both.isEmpty() ? Optional.empty() : Optional.of(Sentence.of(Sentence.capitalised(both)));
    }
}
