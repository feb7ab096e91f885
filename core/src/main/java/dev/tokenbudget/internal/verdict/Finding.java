package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Tolerance;
import java.util.Optional;

/**
 * What one rule found of one task.
 *
 * @param rule the rule that judged
 * @param tolerance the tolerance that was applied
 * @param movement how far the figure moved
 * @param evidence what the test says; absent where there was none, be it by the rule's mode or for want of runs
 * @param verdict what follows
 */
public record Finding(
        Rule rule, Tolerance tolerance, Movement movement, Optional<Evidence> evidence, Verdict verdict) {}
