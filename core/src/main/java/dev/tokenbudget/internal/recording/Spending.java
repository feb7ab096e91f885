package dev.tokenbudget.internal.recording;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * What calls have used, as far as it is known: an unknown part is left out, so that nothing is stopped for what it may not
 * have used, and so is a number below 0, which would hide what others have used. Sums are exact: a provider may report any
 * number of 64 bits, and a sum that begins again below 0 would never reach a limit.
 */
record Spending(BigInteger total, BigInteger input, BigInteger output, long calls, BigDecimal costUsd) {

    static final Spending NOTHING = new Spending(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, 0, BigDecimal.ZERO);

    /** A share of a limit from which on a warning is due. */
    private static final BigDecimal NEARLY = new BigDecimal("0.8");

    /** What annotations and sessions can limit. */
    private static final Set<Metric> LIMITED =
            Set.of(Metric.TOTAL, Metric.INPUT, Metric.OUTPUT, Metric.CALLS, Metric.COST_USD);

    /** One form for one value: what was added and taken away again leaves no zeros behind. */
    Spending {
        costUsd = costUsd.stripTrailingZeros();
        costUsd = costUsd.scale() < 0 ? costUsd.setScale(0) : costUsd;
    }

    /**
     * Add up.
     *
     * @param costUsd what calls cost in US dollars, as far as it is known
     */
    static Spending of(List<ModelCall> calls, Function<List<ModelCall>, BigDecimal> costUsd) {
        if (calls.isEmpty()) {
            return NOTHING;
        }
        List<ModelCall> billed = calls.stream().filter(ModelCall::isBilled).toList();
        return new Spending(
                sum(billed, Spending::total),
                sum(billed, call -> call.usage().input().orElse(0)),
                sum(billed, call -> call.usage().output().orElse(0)),
                billed.size(),
                costUsd.apply(billed));
    }

    /** Return the tokens of one call, which is not priced. */
    static Spending ofOneCall(long input, long output) {
        BigInteger prompt = BigInteger.valueOf(input);
        BigInteger answer = BigInteger.valueOf(output);
        return new Spending(prompt.add(answer), prompt, answer, 1, BigDecimal.ZERO);
    }

    /** Whether the sum of {@code metric} over all calls can be limited. */
    static boolean isLimited(Metric metric) {
        return LIMITED.contains(metric);
    }

    /** Return what {@code call} used of input and output tokens. */
    static long total(ModelCall call) {
        TokenUsage usage = call.usage();
        return usage.total().orElse(usage.input().orElse(0) + usage.output().orElse(0));
    }

    boolean isNear(Map.Entry<Metric, BigDecimal> limit) {
        return used(limit.getKey()).compareTo(NEARLY.multiply(limit.getValue())) >= 0;
    }

    /** Return how much of {@code limit} was used, such as "has used 900 of its 1,000 tokens". */
    String inWords(Map.Entry<Metric, BigDecimal> limit) {
        Metric metric = limit.getKey();
        double used = used(metric).doubleValue();
        double allowed = limit.getValue().doubleValue();
        return "has used " + metric.figure(used, allowed) + " of its " + metric.amount(metric.figure(allowed, used));
    }

    Spending plus(Spending other) {
        return new Spending(
                total.add(other.total),
                input.add(other.input),
                output.add(other.output),
                calls + other.calls,
                costUsd.add(other.costUsd));
    }

    Spending minus(Spending other) {
        return new Spending(
                total.subtract(other.total),
                input.subtract(other.input),
                output.subtract(other.output),
                calls - other.calls,
                costUsd.subtract(other.costUsd));
    }

    /** Return what was used of {@code metric}; what no annotation can limit counts as nothing. */
    BigDecimal used(Metric metric) {
        if (metric.equals(Metric.TOTAL)) {
            return new BigDecimal(total);
        }
        if (metric.equals(Metric.INPUT)) {
            return new BigDecimal(input);
        }
        if (metric.equals(Metric.OUTPUT)) {
            return new BigDecimal(output);
        }
        if (metric.equals(Metric.CALLS)) {
            return BigDecimal.valueOf(calls);
        }
        return metric.equals(Metric.COST_USD) ? costUsd : BigDecimal.ZERO;
    }

    private static BigInteger sum(List<ModelCall> calls, ToLongFunction<ModelCall> part) {
        BigInteger sum = BigInteger.ZERO;
        for (ModelCall call : calls) {
            sum = sum.add(BigInteger.valueOf(Math.max(0, part.applyAsLong(call))));
        }
        return sum;
    }
}
