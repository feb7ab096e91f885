package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.run.RunRecorder.Remaining;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells an agent, whatever it is written in, what its run may still use: {@code TokenBudget-Remaining: total=4100, calls=3,
 * costUsd=0.42, used=0.83}.
 */
final class RemainingHeader {

    private static final String NAME = "TokenBudget-Remaining";

    private RemainingHeader() {}

    /** Return the header; nothing where nothing is limited. */
    static Optional<HeaderField> of(Remaining remaining) {
        if (remaining.equals(Remaining.UNLIMITED)) {
            return Optional.empty();
        }
        List<String> left = new ArrayList<>();
        remaining.total().ifPresent(tokens -> left.add("total=" + tokens));
        remaining.input().ifPresent(tokens -> left.add("input=" + tokens));
        remaining.output().ifPresent(tokens -> left.add("output=" + tokens));
        remaining.calls().ifPresent(calls -> left.add("calls=" + calls));
        remaining.costUsd().ifPresent(usd -> left.add("costUsd=" + usd.toPlainString()));
        left.add("used="
                + BigDecimal.valueOf(remaining.usedShare())
                        .setScale(2, RoundingMode.DOWN)
                        .toPlainString());
        return Optional.of(new HeaderField(NAME, String.join(", ", left)));
    }
}
