package dev.tokenbudget.internal.cli.session;

import dev.tokenbudget.internal.cli.budget.SpendingLimits;
import dev.tokenbudget.internal.gateway.CallOrigin;
import dev.tokenbudget.internal.gateway.Payer;
import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.price.Bill;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where all calls of a gateway outside of tests are charged: to its limits at once, and to their sessions beside the exchanges.
 *
 * @param limits what may be used
 * @param prices what calls cost
 * @param recorder keeps them
 * @param labels the labels of all calls
 * @param unpriced the models of which was said that they have no price
 */
public record Till(
        SpendingLimits limits, PriceList prices, SessionRecorder recorder, Labels labels, Set<String> unpriced) {

    private static final System.Logger LOG = System.getLogger(Till.class.getName());

    public Till(SpendingLimits limits, PriceList prices, SessionRecorder recorder, Labels labels) {
        this(limits, prices, recorder, labels, ConcurrentHashMap.newKeySet());
    }

    /** Return who pays for a call. */
    public Payer payerOf(CallOrigin origin) {
        return new SessionPayer(Caller.of(origin, labels), ModelCall.Role.AGENT, this);
    }

    void charge(CallOfSession charged) {
        ModelCall call = charged.call();
        Bill bill = prices.bill(List.of(call));
        if (limits.limitCost() && !bill.unpriced().isEmpty() && unpriced.add(call.requestedModel())) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Budgets in US dollars do not count calls of unknown cost: {0}",
                    bill.unpriced().values().iterator().next().sentence());
        }
        if (call.isBilled()) {
            TokenUsage usage = CallEntry.possible(call.usage());
            long tokens = usage.input().orElse(0) + usage.output().orElse(0);
            limits.add(charged.caller().labels(), tokens, bill.known().usd());
        }
        recorder.put(charged);
    }
}
