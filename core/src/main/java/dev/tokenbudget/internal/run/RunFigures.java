package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.price.Bill;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/** What standard metrics compute from a run; nothing where a call's part of it is unknown. */
final class RunFigures {

    /** Ranking is billed in search units: where a provider reports no tokens of it, there are none. */
    private static final long NONE_BILLED = 0;

    private RunFigures() {}

    static OptionalDouble sum(Run run, Function<TokenUsage, OptionalLong> part) {
        double sum = 0;
        for (ModelCall call : run.calls()) {
            if (call.isBilled()) {
                OptionalLong tokens = part.apply(call.usage());
                if (tokens.isEmpty() && call.kind() != CallKind.RERANK) {
                    return OptionalDouble.empty();
                }
                sum += tokens.orElse(NONE_BILLED);
            }
        }
        return OptionalDouble.of(sum);
    }

    static OptionalDouble firstInput(Run run) {
        List<ModelCall> calls = run.billedCalls();
        if (calls.isEmpty() || calls.get(0).usage().input().isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(calls.get(0).usage().input().getAsLong());
    }

    static OptionalDouble calls(Run run) {
        return OptionalDouble.of(run.billedCalls().size());
    }

    static OptionalDouble toolCalls(Run run) {
        return OptionalDouble.of(
                run.billedCalls().stream().mapToLong(ModelCall::toolCalls).sum());
    }

    static OptionalDouble costUsd(Run run) {
        return run.bill().flatMap(Bill::usd).stream()
                .mapToDouble(BigDecimal::doubleValue)
                .findFirst();
    }

    static OptionalDouble latencyMs(Run run) {
        return run.replayed().isPresent()
                ? OptionalDouble.empty()
                : OptionalDouble.of(run.duration().toMillis());
    }
}
