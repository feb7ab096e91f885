package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.price.Bill;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections.Repeat;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
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

    /** The largest call that is known: one of unknown usage cannot make it smaller. */
    static OptionalDouble largestCall(Run run) {
        return run.billedCalls().stream()
                .flatMapToLong(call -> call.usage().total().stream())
                .mapToDouble(total -> total)
                .max();
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

    static OptionalDouble timeToFirstTokenMs(Run run) {
        List<ModelCall> streamed =
                run.billedCalls().stream().filter(ModelCall::streamed).toList();
        boolean isKnown = run.replayed().isEmpty()
                && streamed.stream().allMatch(call -> call.timeToFirstToken().isPresent());
        return isKnown
                ? streamed.stream()
                        .flatMap(call -> call.timeToFirstToken().stream())
                        .mapToLong(Duration::toMillis)
                        .average()
                : OptionalDouble.empty();
    }

    static OptionalDouble cacheHitRate(Run run) {
        OptionalDouble input = sum(run, TokenUsage::input);
        OptionalDouble read = sum(run, TokenUsage::cacheRead);
        return isEstimated(run) || read.isEmpty() || !(input.orElse(0) > 0)
                ? OptionalDouble.empty()
                : OptionalDouble.of(read.getAsDouble() / input.getAsDouble());
    }

    static OptionalDouble retryRate(Run run) {
        return run.calls().stream().mapToInt(call -> call.isBilled() ? 0 : 1).average();
    }

    static OptionalDouble stablePrefix(Run run) {
        SettledRepeats repeats = new SettledRepeats();
        List<Repeat> compared = run.calls().stream()
                .flatMap(call -> repeats.next(call).conversation().stream())
                .toList();
        long all = compared.stream().mapToLong(Repeat::of).sum();
        return all == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        (double) compared.stream().mapToLong(Repeat::tokens).sum() / all);
    }

    /** Whether the input of a call is estimated: no figure that would hide how far it is off is known then. */
    static boolean isEstimated(Run run) {
        return run.calls().stream().anyMatch(call -> call.inputError() > 0);
    }
}
