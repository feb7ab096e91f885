package dev.tokenbudget.run;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What calls have used, as far as it is known: an unknown part is left out, so that nothing is stopped for what it may not
 * have used.
 */
record Spending(long total, long input, long output, long calls) {

    static final Spending NOTHING = new Spending(0, 0, 0, 0);

    /** A share of a limit from which on a warning is due. */
    private static final double NEARLY = 0.8;

    static Spending of(List<ModelCall> calls) {
        List<ModelCall> billed = calls.stream().filter(ModelCall::isBilled).toList();
        return new Spending(
                sum(billed, Spending::total),
                sum(billed, call -> call.usage().input().orElse(0)),
                sum(billed, call -> call.usage().output().orElse(0)),
                billed.size());
    }

    /** Return what {@code call} used of input and output tokens. */
    static long total(ModelCall call) {
        TokenUsage usage = call.usage();
        return usage.total().orElse(usage.input().orElse(0) + usage.output().orElse(0));
    }

    static boolean isNearly(long used, long limit) {
        return used >= NEARLY * limit;
    }

    /** Return what was used of {@code metric}; what no annotation can limit counts as nothing. */
    long used(Metric metric) {
        return switch (metric) {
            case TOTAL -> total;
            case INPUT -> input;
            case OUTPUT -> output;
            case CALLS -> calls;
            default -> 0;
        };
    }

    private static long sum(List<ModelCall> calls, ToLongFunction<ModelCall> part) {
        return calls.stream().mapToLong(part).sum();
    }
}
