package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.run.RunRecorder.Remaining;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tell an agent, whatever it is written in, what its run may still use: {@code TokenBudget-Remaining: total=4100, calls=3,
 * costUsd=0.42, used=0.83}; and by {@code TokenBudget-Warning}, in words, that little is left.
 */
final class BudgetHeaders {

    private static final String REMAINING = "TokenBudget-Remaining";
    private static final String WARNING = "TokenBudget-Warning";
    private static final String NO_ASCII = "[^\\x20-\\x7e]";

    private BudgetHeaders() {}

    /** Return the headers; none where nothing is limited. */
    static List<HeaderField> of(Payer payer) {
        if (isUnlimited(payer.remaining()) && payer.warning().isEmpty()) {
            return List.of();
        }
        return Stream.concat(
                        remaining(payer.remaining()).stream(),
                        payer
                                .warning()
                                .map(words -> new HeaderField(WARNING, words.replaceAll(NO_ASCII, "?")))
                                .stream())
                .toList();
    }

    /** Comparing whole records would take each JVM 10 ms when it first does. */
    private static boolean isUnlimited(Remaining remaining) {
        return remaining.total().isEmpty()
                && remaining.input().isEmpty()
                && remaining.output().isEmpty()
                && remaining.calls().isEmpty()
                && remaining.costUsd().isEmpty();
    }

    private static Optional<HeaderField> remaining(Remaining remaining) {
        if (isUnlimited(remaining)) {
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
        return Optional.of(new HeaderField(REMAINING, String.join(", ", left)));
    }
}
