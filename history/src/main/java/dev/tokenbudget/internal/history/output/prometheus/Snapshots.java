package dev.tokenbudget.internal.history.output.prometheus;

import dev.tokenbudget.internal.history.output.Distribution;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The metrics with their names, meanings and labels. */
final class Snapshots {

    private final Map<CallSeries, CallTally> calls;
    private final Map<SessionSeries, SessionTally> sessions;
    private final MetricSnapshots.Builder metrics = MetricSnapshots.builder();

    private Snapshots(Map<CallSeries, CallTally> calls, Map<SessionSeries, SessionTally> sessions) {
        this.calls = calls;
        this.sessions = sessions;
    }

    static MetricSnapshots of(Map<CallSeries, CallTally> calls, Map<SessionSeries, SessionTally> sessions) {
        Snapshots snapshots = new Snapshots(calls, sessions);
        snapshots.addCounters();
        snapshots.addRates();
        snapshots.addDistributions();
        return snapshots.metrics.build();
    }

    private void addCounters() {
        counter("llm_requests", "Calls that a provider accepted.", tally -> tally.requests);
        counter(
                "llm_requests_unknown_usage",
                "Calls whose tokens are not known, which are missing in llm_tokens_total.",
                tally -> tally.unknownRequests);
        counter(
                "llm_requests_unpriced",
                "Calls whose price is not known, which are missing in llm_cost_usd_total.",
                tally -> tally.unpricedRequests);
        splitCounter(
                "llm_tokens",
                "Tokens of prompts (input, caches included) and of answers (output, reasoning included).",
                "direction",
                tally -> Map.of("input", tally.input, "output", tally.output));
        splitCounter(
                "llm_token_parts",
                "Tokens of llm_tokens_total that were read from a cache, written to one, or spent on reasoning.",
                "part",
                tally -> Map.of(
                        "cache_read", tally.cacheRead, "cache_write", tally.cacheWrite, "reasoning", tally.reasoning));
        counter("llm_cost_usd", "Cost in US dollars by the price list.", tally -> tally.costUsd.doubleValue());
        counter("llm_retries", "Attempts that were refused before a call was accepted.", tally -> tally.retries);
        counter("llm_requests_retried", "Calls that were refused before.", tally -> tally.retriedRequests);
        counter("llm_tool_calls", "Tools that answers asked for.", tally -> tally.toolCalls);
        splitCounter("llm_stop_reasons", "Answers by why they ended.", "reason", tally -> tally.stopReasons);
        CounterSnapshot.Builder outcomes =
                CounterSnapshot.builder().name("llm_sessions").help("Runs and sessions by how they ended.");
        sessions.forEach((series, tally) -> tally.outcomes.forEach(
                (outcome, count) -> outcomes.dataPoint(point(series.labels().add("outcome", outcome), count))));
        metrics.metricSnapshot(outcomes.build());
    }

    private void addRates() {
        rate(
                "llm_cache_hit_rate",
                "Share of the input that was read from a cache, 0 to 1, of all that is counted.",
                tally -> (double) tally.cacheRead / tally.input);
        rate(
                "llm_retry_rate",
                "Share of the calls that were refused before they were accepted, 0 to 1, of all that is counted.",
                tally -> (double) tally.retriedRequests / tally.requests);
    }

    private void addDistributions() {
        metrics.metricSnapshot(histogram(
                "llm_request_duration_seconds",
                "Time from a request to the end of its answer.",
                calls,
                CallSeries::labels,
                tally -> tally.seconds));
        metrics.metricSnapshot(histogram(
                "llm_context_use_ratio",
                "Share of its model's context window that a call took, prompt and answer.",
                calls,
                CallSeries::labels,
                tally -> tally.contextUse));
        metrics.metricSnapshot(histogram(
                "llm_session_tokens",
                "Tokens of a run or session, without its judges.",
                sessions,
                SessionSeries::labels,
                tally -> tally.tokens));
        metrics.metricSnapshot(histogram(
                "llm_session_iterations",
                "Calls of a run or session, without its judges.",
                sessions,
                SessionSeries::labels,
                tally -> tally.iterations));
    }

    private void counter(String name, String help, ToDoubleFunction<CallTally> value) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
        calls.forEach((series, tally) -> counter.dataPoint(point(series.labels(), value.applyAsDouble(tally))));
        metrics.metricSnapshot(counter.build());
    }

    private void splitCounter(String name, String help, String label, Function<CallTally, Map<String, Long>> values) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
        calls.forEach((series, tally) -> values.apply(tally)
                .forEach(
                        (part, value) -> counter.dataPoint(point(series.labels().add(label, part), value))));
        metrics.metricSnapshot(counter.build());
    }

    private static CounterDataPointSnapshot point(Labels labels, double value) {
        return CounterDataPointSnapshot.builder().labels(labels).value(value).build();
    }

    /** Add a share of something; there is none where there is nothing to be a share of. */
    private void rate(String name, String help, ToDoubleFunction<CallTally> value) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        calls.forEach((series, tally) -> {
            double share = value.applyAsDouble(tally);
            if (!Double.isNaN(share)) {
                gauge.dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(series.labels())
                        .value(share)
                        .build());
            }
        });
        metrics.metricSnapshot(gauge.build());
    }

    private static <S, T> MetricSnapshot histogram(
            String name,
            String help,
            Map<S, T> tallies,
            Function<S, Labels> labels,
            Function<T, Distribution> distribution) {
        HistogramSnapshot.Builder histogram =
                HistogramSnapshot.builder().name(name).help(help);
        tallies.forEach((series, tally) -> histogram.dataPoint(HistogramDataPointSnapshot.builder()
                .labels(labels.apply(series))
                .classicHistogramBuckets(buckets(distribution.apply(tally)))
                .sum(distribution.apply(tally).sum())
                .build()));
        return histogram.build();
    }

    private static ClassicHistogramBuckets buckets(Distribution distribution) {
        double[] bounds = distribution.bounds();
        double[] withLast = Arrays.copyOf(bounds, bounds.length + 1);
        withLast[bounds.length] = Double.POSITIVE_INFINITY;
        return ClassicHistogramBuckets.of(withLast, distribution.counts());
    }
}
