package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.price.Bill;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A number that a run is measured by. */
public enum Metric {
    /** Input + output tokens: does not move when a cache is cold or warm. */
    TOTAL("total", "tokens", run -> sum(run, TokenUsage::total)),
    /** Tokens of all prompts, cache reads and writes included. */
    INPUT("input", "input tokens", run -> sum(run, TokenUsage::input)),
    /** Tokens of all answers, reasoning included. */
    OUTPUT("output", "output tokens", run -> sum(run, TokenUsage::output)),
    /** Input tokens of the first call: the prompt's own footprint, nearly free of noise. */
    FIRST_INPUT("firstInput", "input tokens of the first call", Metric::firstInput),
    /** Input tokens read from a prompt cache. */
    CACHE_READ("cacheRead", "cache read tokens", run -> sum(run, TokenUsage::cacheRead)),
    /** Input tokens written to a prompt cache. */
    CACHE_WRITE("cacheWrite", "cache write tokens", run -> sum(run, TokenUsage::cacheWrite)),
    /** Output tokens spent on reasoning. */
    REASONING("reasoning", "reasoning tokens", run -> sum(run, TokenUsage::reasoning)),
    /** Number of calls that the provider accepted. */
    CALLS("calls", "calls", run -> OptionalDouble.of(run.billedCalls().size())),
    /** Number of tool calls that the model requested. */
    TOOL_CALLS("toolCalls", "tool calls", Metric::toolCalls),
    /** US dollars that all calls cost; unknown where a call has no price, or no price list was applied. */
    COST_USD("costUsd", "US dollars", Metric::costUsd),
    /** Milliseconds from the run's start to its end; unknown of a replayed run, which waits for no provider. */
    LATENCY_MS("latencyMs", "milliseconds", Metric::latency);

    /** Ranking is billed in search units: where a provider reports no tokens of it, there are none. */
    private static final long NONE_BILLED = 0;

    private final String key;
    private final String unit;
    private final Function<Run, OptionalDouble> value;

    Metric(String key, String unit, Function<Run, OptionalDouble> value) {
        this.key = key;
        this.unit = unit;
        this.value = value;
    }

    /** Return the name used in files and settings. */
    public String key() {
        return key;
    }

    /** Return what is counted, in words: "tokens", "calls", … */
    public String unit() {
        return unit;
    }

    /** Return {@code value} as people read it, without its unit's name: {@code 17,420}, or {@code $0.0123}. */
    public String figure(double value) {
        return this == COST_USD ? Figures.usd(value) : Figures.count(value);
    }

    /** Return {@code value} as people read it, with as many decimals as are needed to distinguish it from {@code limit}. */
    public String figure(double value, double limit) {
        return this == COST_USD ? Figures.usd(value, limit) : Figures.count(value, limit);
    }

    /** Return {@code figure} with its unit: {@code 17,420 tokens}, or {@code $0.0123}. */
    public String amount(String figure) {
        if (this == COST_USD) {
            return figure;
        }
        return figure + " " + (figure.equals("1") ? unit.replaceFirst("s( |$)", "$1") : unit);
    }

    /** Return what a run did to have {@code figure} of this metric: {@code used 17,420 tokens}, or {@code cost $0.0123}. */
    public String used(String figure) {
        return (this == COST_USD ? "cost " : "used ") + amount(figure);
    }

    /** Return the name of the budget on this metric, such as {@code maxTotal}. */
    public String budgetName() {
        return "max" + Character.toUpperCase(key.charAt(0)) + key.substring(1);
    }

    /** Return this metric of {@code run}, or nothing where a call's part of it is unknown. */
    public OptionalDouble of(Run run) {
        return value.apply(run);
    }

    /**
     * Return the metric named {@code key}.
     *
     * @throws IllegalArgumentException where there is none; the message lists the metrics
     */
    public static Metric named(String key) {
        return Arrays.stream(values())
                .filter(metric -> metric.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no metric '" + key + "'. Use one of "
                        + Arrays.stream(values()).map(Metric::key).collect(Collectors.joining(", ")) + "."));
    }

    private static OptionalDouble sum(Run run, Function<TokenUsage, OptionalLong> part) {
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

    private static OptionalDouble toolCalls(Run run) {
        long sum = 0;
        for (ModelCall call : run.billedCalls()) {
            sum += call.toolCalls();
        }
        return OptionalDouble.of(sum);
    }

    private static OptionalDouble costUsd(Run run) {
        return run.bill().flatMap(Bill::usd).stream()
                .mapToDouble(BigDecimal::doubleValue)
                .findFirst();
    }

    private static OptionalDouble latency(Run run) {
        return run.replayed().isPresent()
                ? OptionalDouble.empty()
                : OptionalDouble.of(run.duration().toMillis());
    }

    private static OptionalDouble firstInput(Run run) {
        List<ModelCall> calls = run.billedCalls();
        if (calls.isEmpty() || calls.get(0).usage().input().isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(calls.get(0).usage().input().getAsLong());
    }
}
