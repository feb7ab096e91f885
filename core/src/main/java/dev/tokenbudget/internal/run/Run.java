package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.price.Bill;
import dev.tokenbudget.internal.price.Cost;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.run.MeasuredRun;
import dev.tokenbudget.usage.ModelCall;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * One execution of a task: the calls it made and how it ended.
 *
 * @param task what was executed
 * @param number the run's number in its task and JVM, from 1
 * @param started when the test began
 * @param duration from the test's begin to its end
 * @param outcome how the test ended
 * @param calls the agent's calls in the order in which they were sent
 * @param unfinishedCalls calls that had not ended when the run was closed
 * @param terms what the task's annotation demands
 * @param labels free names and values that reports group by
 * @param own what its test counted and measured by itself, by the key of the metric
 * @param stopped the limit at which the run was refused further calls, where it was
 * @param replayed what recorded run answered it; absent where the provider did
 * @param variant which variant of its task was run, where the test has several
 * @param bill what the calls cost; absent where no price list was applied, as in a run log
 * @param prices the price list that was applied
 * @param judge what grading the agent's answers by a model took, which is no part of all of the above
 */
public record Run(
        TaskId task,
        int number,
        Instant started,
        Duration duration,
        Outcome outcome,
        List<ModelCall> calls,
        int unfinishedCalls,
        Terms terms,
        Map<String, String> labels,
        Map<String, Double> own,
        Optional<Stop> stopped,
        Optional<ReplayedRun> replayed,
        Optional<TaskVariant> variant,
        Optional<Bill> bill,
        Optional<PriceList> prices,
        JudgeCalls judge)
        implements MeasuredRun {

    /** The order in which runs began. */
    public static final Comparator<Run> BY_BEGIN =
            Comparator.comparing(Run::started).thenComparing(Run::number);

    public Run {
        calls = List.copyOf(calls);
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        own = Collections.unmodifiableMap(new TreeMap<>(own));
    }

    /**
     * Start a run that succeeded, made no call, and of which nothing was demanded; all that can be set.
     *
     * @param task what was executed
     * @param number the run's number in its task and JVM, from 1
     * @param started when the test began
     */
    public static RunBuilder builder(TaskId task, int number, Instant started) {
        return new RunBuilder(task, number, started);
    }

    /** Return this run as a builder, to change some of it. */
    public RunBuilder toBuilder() {
        RunBuilder builder = new RunBuilder(task, number, started)
                .duration(duration)
                .outcome(outcome)
                .calls(calls)
                .unfinishedCalls(unfinishedCalls)
                .terms(terms)
                .labels(labels)
                .own(own)
                .judge(judge);
        stopped.ifPresent(builder::stopped);
        replayed.ifPresent(builder::replayed);
        variant.ifPresent(builder::variant);
        bill.ifPresent(builder::bill);
        prices.ifPresent(builder::prices);
        return builder;
    }

    /** Return this run with what its calls cost by {@code prices} when they were made. */
    public Run priced(PriceList prices) {
        return toBuilder()
                .bill(prices.bill(calls))
                .prices(prices)
                .judge(judge.priced(prices))
                .build();
    }

    /**
     * Return {@code run} with all that is known of it.
     *
     * @throws IllegalArgumentException if it is of another kind than those that recorders return
     */
    public static Run of(MeasuredRun run) {
        if (run instanceof Run known) {
            return known;
        }
        throw new IllegalArgumentException("Nothing is known of a "
                + run.getClass().getName() + ". Pass the run that RunRecorder.run() returned.");
    }

    @Override
    public OptionalLong totalTokens() {
        return tokens(Metric.TOTAL);
    }

    @Override
    public OptionalLong inputTokens() {
        return tokens(Metric.INPUT);
    }

    @Override
    public OptionalLong outputTokens() {
        return tokens(Metric.OUTPUT);
    }

    @Override
    public Optional<BigDecimal> costUsd() {
        return bill.flatMap(Bill::usd);
    }

    @Override
    public List<ModelCall> judgeCalls() {
        return judge.calls();
    }

    @Override
    public Optional<BigDecimal> judgeCostUsd() {
        return judge.bill().flatMap(Bill::usd);
    }

    private OptionalLong tokens(Metric metric) {
        OptionalDouble tokens = metric.of(this);
        return tokens.isPresent() ? OptionalLong.of((long) tokens.getAsDouble()) : OptionalLong.empty();
    }

    /** Return the metrics of what its test counted and measured. */
    public List<Metric> ownMetrics() {
        return own.keySet().stream()
                .map(Metric::named)
                .flatMap(metric -> OwnMetric.withThosePerUnit(metric).stream())
                .toList();
    }

    /** Return what {@code call} of this run cost; nothing where no price list was applied. */
    public Optional<Cost> cost(ModelCall call) {
        return prices.map(list -> list.cost(call));
    }

    /** Return the calls that the provider accepted; refused attempts consumed nothing. */
    public List<ModelCall> billedCalls() {
        for (ModelCall call : calls) {
            if (!call.isBilled()) {
                return calls.stream().filter(ModelCall::isBilled).toList();
            }
        }
        return calls;
    }

    /** Whether this run says what the task uses: it succeeded, and no earlier one was answered by the same recorded run. */
    public boolean isSample() {
        return outcome == Outcome.SUCCEEDED
                && replayed.filter(ReplayedRun::repeated).isEmpty();
    }

    /** Whether a limit of the whole session ended this run through no fault of its task, about which it says nothing. */
    public boolean isBrokenOff() {
        return outcome == Outcome.ABORTED
                && stopped.filter(stop -> stop.scope() == Stop.Scope.SESSION).isPresent();
    }

    /** Whether this run says how often its task succeeds: no unmet assumption and no limit of the whole session ended it. */
    public boolean isAttempt() {
        return outcome != Outcome.ABORTED
                && stopped.filter(stop -> stop.scope() == Stop.Scope.SESSION).isEmpty();
    }

    /** Return why this run's tokens are not fully known, or nothing where they are. */
    public Optional<String> unmeasurableBecause() {
        return gap().map(MeasurementGap::because);
    }

    /** Return what keeps this run from being a sample: the first part of it whose tokens are not known. */
    public Optional<MeasurementGap> gap() {
        return MeasurementGap.of(this);
    }

    /**
     * What the annotation of a task demands of its runs.
     *
     * @param budget absolute limits of one run
     * @param tolerance how far the task may move against its baseline, where the annotation says so
     * @param minPassRate the share of runs that must succeed, 0 to 1
     * @param outputRatio how many output tokens are expected for an input token, where the annotation says so
     * @param looks when the task's runs are looked at; absent where their number was fixed beforehand
     */
    public record Terms(
            Budget budget,
            Optional<Tolerance> tolerance,
            double minPassRate,
            Optional<OutputRatio> outputRatio,
            Optional<Looks> looks) {

        /** Terms that demand nothing but success. */
        public static final Terms NONE = new Terms(Budget.NONE, Optional.empty(), 1.0);

        /** Terms of runs that are one look, and that expect no ratio of output and input. */
        public Terms(Budget budget, Optional<Tolerance> tolerance, double minPassRate) {
            this(budget, tolerance, minPassRate, Optional.empty(), Optional.empty());
        }

        /** Return these terms for a task whose runs are looked at as {@code looks} say. */
        public Terms with(Looks looks) {
            return new Terms(budget, tolerance, minPassRate, outputRatio, Optional.of(looks));
        }
    }
}
