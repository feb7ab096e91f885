package dev.tokenbudget.internal.cost;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the calls with one value of a label cost. A call has its run's labels and its own, which override the run's.
 *
 * @param label the label's name, such as {@code feature}
 * @param value its value, such as {@code review}
 * @param runs runs with such a call
 * @param tokens input and output tokens, as far as they are known
 * @param usd US dollars, exact; absent where the cost of any call is unknown
 * @param share of what all runs cost, 0 to 1; absent where one of the two is unknown
 */
public record LabelCost(
        String label, String value, int runs, long tokens, Optional<BigDecimal> usd, OptionalDouble share) {

    static final Comparator<LabelCost> BY_NAME_AND_COST = Comparator.comparing(LabelCost::label)
            .thenComparing(cost -> cost.usd().orElse(BigDecimal.ZERO), Comparator.reverseOrder())
            .thenComparing(LabelCost::value);
}
