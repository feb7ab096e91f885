package dev.tokenbudget.internal.recording;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.run.RunRecorder.Remaining;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What is left of several ledgers together: of each metric, the least that one of them leaves. */
final class RemainingOf {

    private final Map<Metric, BigDecimal> left = new TreeMap<>();
    private double usedShare;

    private RemainingOf() {}

    static Remaining ledgers(List<Ledger> ledgers) {
        RemainingOf all = new RemainingOf();
        ledgers.forEach(ledger -> ledger.limits().forEach((metric, limit) -> {
            if (Spending.isLimited(metric)) {
                all.add(metric, limit, ledger.used().used(metric));
            }
        }));
        return new Remaining(
                all.whole(Metric.TOTAL),
                all.whole(Metric.INPUT),
                all.whole(Metric.OUTPUT),
                all.whole(Metric.CALLS),
                Optional.ofNullable(all.left.get(Metric.COST_USD)),
                all.usedShare);
    }

    private void add(Metric metric, BigDecimal limit, BigDecimal used) {
        left.merge(metric, limit.subtract(used).max(BigDecimal.ZERO), BigDecimal::min);
        usedShare = Math.max(usedShare, used.divide(limit, 6, RoundingMode.DOWN).doubleValue());
    }

    private OptionalLong whole(Metric metric) {
        return left.containsKey(metric) ? OptionalLong.of(left.get(metric).longValue()) : OptionalLong.empty();
    }
}
