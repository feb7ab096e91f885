package dev.tokenbudget.internal.run;

import dev.tokenbudget.usage.TokenUsage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A number that a run is measured by: a standard one, or one by a name that a test chose. Two metrics of the same key are equal;
 * standard ones come first, in the order in which they stand here, and the others by key.
 */
public final class Metric implements Comparable<Metric> {

    /** The rank of metrics that not every run has. */
    private static final int BEHIND_ALL = Integer.MAX_VALUE;

    private static final List<Metric> STANDARD = new ArrayList<>();

    /** Input + output tokens: does not move when a cache is cold or warm. */
    public static final Metric TOTAL = tokens("total", "tokens", TokenUsage::total);
    /** Tokens of all prompts, cache reads and writes included. */
    public static final Metric INPUT = tokens("input", "input tokens", TokenUsage::input);
    /** Tokens of all answers, reasoning included. */
    public static final Metric OUTPUT = tokens("output", "output tokens", TokenUsage::output);
    /** Input tokens of the first call: the prompt's own footprint, nearly free of noise. */
    public static final Metric FIRST_INPUT =
            standard(new Metric("firstInput", "input tokens of the first call", RunFigures::firstInput));
    /** Input tokens read from a prompt cache: more may be a larger prompt, or a better use of the cache. */
    public static final Metric CACHE_READ =
            standard(new Metric("cacheRead", "cache read tokens", run -> RunFigures.sum(run, TokenUsage::cacheRead))
                    .towards(Direction.NEITHER));
    /** Input tokens written to a prompt cache. */
    public static final Metric CACHE_WRITE = tokens("cacheWrite", "cache write tokens", TokenUsage::cacheWrite);
    /** Output tokens spent on reasoning. */
    public static final Metric REASONING = tokens("reasoning", "reasoning tokens", TokenUsage::reasoning);
    /** Number of calls that the provider accepted. */
    public static final Metric CALLS = standard(new Metric("calls", "calls", RunFigures::calls));
    /** Number of tool calls that the model requested. */
    public static final Metric TOOL_CALLS = standard(new Metric("toolCalls", "tool calls", RunFigures::toolCalls));
    /** US dollars that all calls cost; unknown where a call has no price, or no price list was applied. */
    public static final Metric COST_USD =
            standard(new Metric("costUsd", "US dollars", RunFigures::costUsd).written(MetricForm.USD, "cost "));
    /** Milliseconds from the run's start to its end; unknown of a replayed run, which waits for no provider. */
    public static final Metric LATENCY_MS = standard(new Metric("latencyMs", "milliseconds", RunFigures::latencyMs)
            .written(MetricForm.COUNT, "took ")
            .anew());
    /** Mean milliseconds from a streamed call's request to its first byte; unknown where nothing was streamed, or replayed. */
    public static final Metric TIME_TO_FIRST_TOKEN_MS =
            standard(new Metric("timeToFirstTokenMs", "milliseconds to the first token", RunFigures::timeToFirstTokenMs)
                    .written(MetricForm.COUNT, "took ")
                    .anew());
    /** The share of all input tokens that was read from a prompt cache. */
    public static final Metric CACHE_HIT_RATE =
            standard(new Metric("cacheHitRate", "cache hit rate", RunFigures::cacheHitRate)
                    .written(MetricForm.DECIMAL, "had a cache hit rate of ")
                    .towards(Direction.MORE_IS_BETTER));
    /** The share of all attempts that the provider refused, so that they had to be made again. */
    public static final Metric RETRY_RATE = standard(new Metric("retryRate", "retry rate", RunFigures::retryRate)
            .written(MetricForm.DECIMAL, "had a retry rate of ")
            .anew());

    /** Input + output tokens of the largest call: only a budget is held against it. */
    public static final Metric PER_CALL = new Metric("perCall", "tokens in one call", RunFigures::largestCall);

    /** The share of requests' tokens that repeats the request before in the same conversation, from its begin. */
    public static final Metric STABLE_PREFIX =
            standard(new Metric("stablePrefix", "stable prefix", RunFigures::stablePrefix)
                    .written(MetricForm.DECIMAL, "had a stable prefix of ")
                    .towards(Direction.MORE_IS_BETTER));

    private final String key;
    private final String unit;
    private final Function<Run, OptionalDouble> value;
    private final Direction direction;
    private final MetricForm form;
    private final String verb;
    private final boolean isRepeatable;
    private final int rank;

    private Metric(String key, String unit, Function<Run, OptionalDouble> value) {
        this(key, unit, value, Direction.MORE_IS_WORSE, MetricForm.COUNT, "used ", true, BEHIND_ALL);
    }

    private Metric(
            String key,
            String unit,
            Function<Run, OptionalDouble> value,
            Direction direction,
            MetricForm form,
            String verb,
            boolean isRepeatable,
            int rank) {
        this.key = key;
        this.unit = unit;
        this.value = value;
        this.direction = direction;
        this.form = form;
        this.verb = verb;
        this.isRepeatable = isRepeatable;
        this.rank = rank;
    }

    private Metric towards(Direction direction) {
        return new Metric(key, unit, value, direction, form, verb, isRepeatable, rank);
    }

    private Metric written(MetricForm form, String verb) {
        return new Metric(key, unit, value, direction, form, verb, isRepeatable, rank);
    }

    /** Return this metric as one that is another in each build, whatever the agent does. */
    private Metric anew() {
        return new Metric(key, unit, value, direction, form, verb, false, rank);
    }

    private static Metric tokens(String key, String unit, Function<TokenUsage, OptionalLong> part) {
        return standard(new Metric(key, unit, run -> RunFigures.sum(run, part)));
    }

    private static Metric standard(Metric metric) {
        Metric ranked = metric.ranked(STANDARD.size());
        STANDARD.add(ranked);
        return ranked;
    }

    private Metric ranked(int place) {
        return new Metric(key, unit, value, direction, form, verb, isRepeatable, place);
    }

    /** Return the metrics that every run has, in the order in which reports show them. */
    public static List<Metric> standard() {
        return Collections.unmodifiableList(STANDARD);
    }

    /**
     * Return the metric named {@code key}.
     *
     * @throws IllegalArgumentException where there is none; the message lists the metrics
     */
    public static Metric named(String key) {
        return STANDARD.stream()
                .filter(metric -> metric.key.equals(key))
                .findFirst()
                .or(() -> OwnMetric.named(key))
                .orElseThrow(() -> new IllegalArgumentException("There is no metric '" + key + "'. Use one of "
                        + STANDARD.stream().map(Metric::key).collect(Collectors.joining(", "))
                        + ", or of a test's own count/<unit>, total/<unit>, costUsd/<unit> and value/<name>."));
    }

    /**
     * Return what a budget limits by the name {@code key}.
     *
     * @throws IllegalArgumentException where there is no such metric; the message lists the metrics
     */
    public static Metric limited(String key) {
        return key.equals(PER_CALL.key) ? PER_CALL : named(key);
    }

    /**
     * Return how many units of value, such as "tickets resolved", a run counted.
     *
     * @throws IllegalArgumentException if {@code unit} cannot be a name
     */
    public static Metric countOf(String unit) {
        return new Metric(OwnMetric.COUNT + OwnMetric.checked(unit), unit, run -> OwnMetric.counted(run, unit))
                .written(MetricForm.COUNT, "counted ")
                .towards(Direction.MORE_IS_BETTER);
    }

    /**
     * Return how much of {@code metric} a run used for each of the units of value that it counted; unknown where it counted none,
     * and where what it used is estimated.
     *
     * @param metric {@link #TOTAL} or {@link #COST_USD}
     */
    public static Metric perUnit(Metric metric, String unit) {
        return new Metric(
                metric.key + OwnMetric.PER + OwnMetric.checked(unit),
                metric.unit + " per unit (" + unit + ")",
                run -> OwnMetric.perUnit(metric, run, unit),
                metric.direction,
                metric.form,
                metric.verb,
                true,
                BEHIND_ALL);
    }

    /**
     * Return what a test measured by itself and named {@code name}.
     *
     * @throws IllegalArgumentException if {@code name} cannot be a name
     */
    public static Metric valueOf(String name) {
        return new Metric(OwnMetric.VALUE + OwnMetric.checked(name), name, run -> OwnMetric.measured(run, name))
                .written(MetricForm.DECIMAL, "measured " + name + " = ")
                .towards(Direction.NEITHER);
    }

    /** Return the name used in files and settings. */
    public String key() {
        return key;
    }

    /** Return what is counted, in words: "tokens", "calls", … */
    public String unit() {
        return unit;
    }

    /** Return what it means where this grows. */
    public Direction direction() {
        return direction;
    }

    /** Whether this is made of tokens, so that it is known only as well as they are. */
    public boolean isMadeOfTokens() {
        return isStandard()
                ? !equals(CALLS) && !equals(RETRY_RATE) && !isMeasuredByTheClock()
                : OwnMetric.base(this).isPresent();
    }

    /** Whether this is a time that passes in live runs alone. */
    public boolean isMeasuredByTheClock() {
        return equals(LATENCY_MS) || equals(TIME_TO_FIRST_TOKEN_MS);
    }

    /** Whether this is one of those that every run has. */
    public boolean isStandard() {
        return rank < BEHIND_ALL;
    }

    /** Whether a baseline holds this where no rule asks for it: how long a provider took is another figure each time. */
    public boolean isRepeatable() {
        return isRepeatable;
    }

    /** Whether this counts something, so that its values are whole numbers of which a mean needs few decimals. */
    public boolean isCount() {
        return form == MetricForm.COUNT;
    }

    /** Whether this is money. */
    public boolean isInUsd() {
        return form == MetricForm.USD;
    }

    /** Return {@code value} as people read it, without its unit's name: {@code 17,420}, or {@code $0.0123}. */
    public String figure(double value) {
        return form.figure(value);
    }

    /** Return {@code value} as people read it, with as many decimals as are needed to distinguish it from {@code limit}. */
    public String figure(double value, double limit) {
        return form.figure(value, limit);
    }

    /** Return {@code figure} with its unit: {@code 17,420 tokens}, or {@code $0.0123}. */
    public String amount(String figure) {
        return switch (form) {
            case COUNT -> figure + " " + (figure.equals("1") ? unit.replaceFirst("s( |$)", "$1") : unit);
            case USD -> figure + unit.substring(COST_USD.unit.length());
            case DECIMAL -> figure;
        };
    }

    /** Return what this divides by units of value; this metric itself where it divides nothing. */
    public Metric undivided() {
        return OwnMetric.base(this).orElse(this);
    }

    /** Return what a run did to have {@code figure} of this metric: {@code used 17,420 tokens}, or {@code cost $0.0123}. */
    public String used(String figure) {
        return verb + amount(figure);
    }

    /** Return the name of the budget on this metric, such as {@code maxTotal}. */
    public String budgetName() {
        return "max" + Character.toUpperCase(key.charAt(0)) + key.substring(1);
    }

    /** Return this metric of {@code run}, or nothing where a call's part of it is unknown. */
    public OptionalDouble of(Run run) {
        return value.apply(run);
    }

    @Override
    public int compareTo(Metric other) {
        return rank != other.rank ? Integer.compare(rank, other.rank) : key.compareTo(other.key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Metric metric && key.equals(metric.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** Return the key. */
    @Override
    public String toString() {
        return key;
    }
}
