package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.history.UsageSum;
import dev.tokenbudget.internal.text.Figures;
import java.util.Optional;

/** What calls cost, in words that tell where a price is missing. */
record Cost(UsageSum sum) {

    /** Whether the price of any call is known, or there was no call that needs one. */
    boolean isKnown() {
        return sum.calls() == 0 || sum.unpricedCalls() < sum.calls();
    }

    double usd() {
        return sum.costUsd().doubleValue();
    }

    String inWords() {
        if (!isKnown()) {
            return "not known";
        }
        return (sum.unpricedCalls() > 0 ? "at least " : "") + Figures.usd(usd());
    }

    /** Return what is missing in the amount; nothing where nothing is. */
    Optional<String> gap() {
        return sum.unpricedCalls() == 0
                ? Optional.empty()
                : Optional.of("without the cost of " + Figures.count(sum.unpricedCalls(), "call", "calls")
                        + ", which is not known (docs/prices.md)");
    }
}
