package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.price.Bill;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.usage.ModelCall;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a run's test spent on grading answers by a model, apart from what its agent used: no part of a sample, a budget, a
 * cause or a baseline.
 *
 * @param calls the calls in the order in which they were sent
 * @param unfinishedCalls calls that had not ended when the run was closed
 * @param maxCostUsd what grading one run may cost in US dollars, where that is limited
 * @param stopped the limit at which further calls were refused, where they were
 * @param bill what the calls cost; absent where no price list was applied, as in a run log
 */
public record JudgeCalls(
        List<ModelCall> calls,
        int unfinishedCalls,
        Optional<BigDecimal> maxCostUsd,
        Optional<Stop> stopped,
        Optional<Bill> bill) {

    /** A test that asked no model to grade. */
    public static final JudgeCalls NONE =
            new JudgeCalls(List.of(), 0, Optional.empty(), Optional.empty(), Optional.empty());

    public JudgeCalls {
        calls = List.copyOf(calls);
    }

    /** Whether no call was made, begun or refused. */
    public boolean isEmpty() {
        return calls.isEmpty() && unfinishedCalls == 0 && stopped.isEmpty();
    }

    /** Return the calls that the provider accepted; refused attempts consumed nothing. */
    public List<ModelCall> billedCalls() {
        return calls.stream().filter(ModelCall::isBilled).toList();
    }

    /** Return these calls with what they cost by {@code prices} when they were made. */
    public JudgeCalls priced(PriceList prices) {
        return new JudgeCalls(calls, unfinishedCalls, maxCostUsd, stopped, Optional.of(prices.bill(calls)));
    }

    /**
     * Return what speaks against the limit in a run, as a part of a sentence about its judge: that calls were refused, or
     * that those that were not cost more than allowed.
     *
     * @param run the run's number in its task, from 1
     */
    public Optional<String> breach(int run) {
        return stopped.map(Stop::inWords)
                .or(() -> maxCostUsd
                        .filter(allowed -> knownUsd().compareTo(allowed) > 0)
                        .map(allowed -> "cost " + usd(knownUsd(), allowed) + " in run " + run + ", but its limit is "
                                + usd(allowed, knownUsd()) + " (maxJudgeCostUsd)"));
    }

    private BigDecimal knownUsd() {
        return bill.map(known -> known.known().usd()).orElse(BigDecimal.ZERO);
    }

    private static String usd(BigDecimal amount, BigDecimal beside) {
        return Metric.COST_USD.figure(amount.doubleValue(), beside.doubleValue());
    }
}
