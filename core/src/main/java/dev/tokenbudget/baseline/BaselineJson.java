package dev.tokenbudget.baseline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.tokenbudget.run.Metric;
import dev.tokenbudget.run.TaskId;
import dev.tokenbudget.statistics.Percentile;
import dev.tokenbudget.statistics.SampleSummary;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON form of the baselines of one test class; {@code docs/baseline.schema.json} describes it. */
record BaselineJson(
        @JsonProperty(required = true) int schemaVersion,
        @JsonProperty(required = true) String testClass,
        @JsonProperty(required = true) Map<String, Task> tasks) {

    static final int SCHEMA_VERSION = 1;

    static BaselineJson of(String testClass, SortedMap<TaskId, TaskBaseline> accepted) {
        Map<String, Task> tasks = new LinkedHashMap<>();
        accepted.forEach((task, baseline) -> tasks.put(task.name(), Task.of(baseline)));
        return new BaselineJson(SCHEMA_VERSION, testClass, tasks);
    }

    SortedMap<TaskId, TaskBaseline> toTasks() {
        SortedMap<TaskId, TaskBaseline> accepted = new TreeMap<>();
        tasks.forEach((name, task) -> accepted.put(new TaskId(testClass, name), task.toBaseline(name)));
        return accepted;
    }

    record Task(
            @JsonProperty(required = true) List<String> models,
            @Nullable List<String> responseModels,
            @JsonProperty(required = true) RunCount runs,
            @JsonProperty(required = true) Map<String, Numbers> metrics,
            @Nullable List<SessionJson> sessions,
            @Nullable List<AcceptanceJson> acceptances) {

        static Task of(TaskBaseline baseline) {
            Map<String, Numbers> metrics = new LinkedHashMap<>();
            baseline.metrics().forEach((metric, accepted) -> metrics.put(metric.key(), Numbers.of(accepted)));
            return new Task(
                    baseline.models(),
                    baseline.responseModels(),
                    new RunCount(baseline.attempted(), baseline.succeeded()),
                    metrics,
                    baseline.sessions().stream().map(SessionJson::of).toList(),
                    baseline.acceptances().stream().map(AcceptanceJson::of).toList());
        }

        TaskBaseline toBaseline(String name) {
            Map<Metric, MetricBaseline> accepted = new EnumMap<>(Metric.class);
            metrics.forEach((key, numbers) ->
                    accepted.put(Metric.named(key), numbers.toMetric("tasks." + name + ".metrics." + key)));
            return new TaskBaseline(
                    models,
                    responseModels == null ? List.of() : responseModels,
                    runs.attempted(),
                    runs.succeeded(),
                    accepted,
                    sessions == null
                            ? List.of()
                            : sessions.stream().map(SessionJson::toSession).toList(),
                    acceptances == null
                            ? List.of()
                            : acceptances.stream()
                                    .map(AcceptanceJson::toAcceptance)
                                    .toList());
        }
    }

    record RunCount(
            @JsonProperty(required = true) int attempted,
            @JsonProperty(required = true) int succeeded) {}

    @JsonPropertyOrder({"n", "mean", "stddev", "min", "max", "p50", "p75", "p90", "p95", "p99", "estimable", "samples"})
    record Numbers(
            @JsonProperty(required = true) int n,
            @JsonProperty(required = true) BigDecimal mean,
            @Nullable BigDecimal stddev,
            @JsonProperty(required = true) BigDecimal min,
            @JsonProperty(required = true) BigDecimal max,
            @JsonProperty(required = true) BigDecimal p50,
            @JsonProperty(required = true) BigDecimal p75,
            @JsonProperty(required = true) BigDecimal p90,
            @JsonProperty(required = true) BigDecimal p95,
            @JsonProperty(required = true) BigDecimal p99,
            @Nullable List<String> estimable,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<BigDecimal> samples) {

        private static final int DECIMALS = 3;

        static Numbers of(MetricBaseline accepted) {
            SampleSummary summary = accepted.summary();
            return new Numbers(
                    summary.n(),
                    rounded(summary.mean()),
                    summary.standardDeviation().isPresent()
                            ? rounded(summary.standardDeviation().getAsDouble())
                            : null,
                    rounded(summary.min()),
                    rounded(summary.max()),
                    rounded(summary.at(Percentile.P50)),
                    rounded(summary.at(Percentile.P75)),
                    rounded(summary.at(Percentile.P90)),
                    rounded(summary.at(Percentile.P95)),
                    rounded(summary.at(Percentile.P99)),
                    Arrays.stream(Percentile.values())
                            .filter(summary::isEstimable)
                            .map(Percentile::key)
                            .toList(),
                    Arrays.stream(accepted.samples()).mapToObj(Numbers::exact).toList());
        }

        MetricBaseline toMetric(String field) {
            if (n < 1) {
                throw new IllegalArgumentException(field + ".n is " + n + ", but a sample has at least 1 value.");
            }
            if (samples == null || samples.isEmpty()) {
                return new MetricBaseline(summary(), new double[0]);
            }
            double[] values =
                    samples.stream().mapToDouble(BigDecimal::doubleValue).toArray();
            MetricBaseline accepted = MetricBaseline.of(values);
            boolean agrees =
                    n == values.length && rounded(accepted.summary().mean()).compareTo(mean) == 0;
            if (!agrees) {
                throw new IllegalArgumentException(field + " says n = " + n + " and mean = " + mean
                        + ", but its samples are " + values.length + " with mean "
                        + rounded(accepted.summary().mean()) + ": the file was edited or merged by hand.");
            }
            return accepted;
        }

        private SampleSummary summary() {
            Map<Percentile, Double> percentiles = new EnumMap<>(Percentile.class);
            percentiles.put(Percentile.P50, p50.doubleValue());
            percentiles.put(Percentile.P75, p75.doubleValue());
            percentiles.put(Percentile.P90, p90.doubleValue());
            percentiles.put(Percentile.P95, p95.doubleValue());
            percentiles.put(Percentile.P99, p99.doubleValue());
            return new SampleSummary(
                    n,
                    mean.doubleValue(),
                    stddev == null ? OptionalDouble.empty() : OptionalDouble.of(stddev.doubleValue()),
                    min.doubleValue(),
                    max.doubleValue(),
                    percentiles);
        }

        /** Means are read by people in a diff: three decimals say enough, and the samples keep the rest. */
        private static BigDecimal rounded(double value) {
            return plain(new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN));
        }

        private static BigDecimal exact(double value) {
            boolean whole = value == Math.rint(value) && !Double.isInfinite(value);
            return plain(whole ? new BigDecimal(value) : BigDecimal.valueOf(value));
        }

        private static BigDecimal plain(BigDecimal value) {
            BigDecimal stripped = value.stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }
    }

    record SessionJson(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String date,
            @Nullable String commit,
            @JsonProperty(required = true) int runs) {

        static SessionJson of(Session session) {
            return new SessionJson(
                    session.id(), session.date().toString(), session.commit().orElse(null), session.runs());
        }

        Session toSession() {
            return new Session(id, Instant.parse(date), Optional.ofNullable(commit), runs);
        }
    }

    record AcceptanceJson(
            @JsonProperty(required = true) String date,
            @JsonProperty(required = true) String reason,
            @Nullable String commit) {

        static AcceptanceJson of(Acceptance acceptance) {
            return new AcceptanceJson(
                    acceptance.date().toString(),
                    acceptance.reason(),
                    acceptance.commit().orElse(null));
        }

        Acceptance toAcceptance() {
            return new Acceptance(Instant.parse(date), reason, Optional.ofNullable(commit));
        }
    }
}
