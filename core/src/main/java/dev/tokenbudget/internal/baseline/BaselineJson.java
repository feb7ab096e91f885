package dev.tokenbudget.internal.baseline;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.waste.WasteKey;
import dev.tokenbudget.internal.waste.WasteKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of the baselines of one test class; {@code docs/baseline.schema.json} describes it.
 *
 * <p>What differs from build to build although the tokens do not, ids, days, commits and reasons, stands at the top alone and
 * is referred to by its place there: two branches that accept the same tokens agree on everything below.
 */
@JsonPropertyOrder({"$schema", "schemaVersion", "testClass", "builds", "acceptances", "tasks"})
record BaselineJson(
        @JsonProperty("$schema") @Nullable String schema,
        int schemaVersion,
        @JsonProperty(required = true) String testClass,
        @JsonAlias("sessions") @Nullable List<ProvenanceJson.BuildJson> builds,
        @Nullable List<ProvenanceJson.AcceptanceJson> acceptances,
        @JsonProperty(required = true) Map<String, Task> tasks) {

    /** Up to version 1, builds and acceptances stood in each task; up to version 2, builds were called sessions. */
    static final int SCHEMA_VERSION = 3;

    /** The id that {@code docs/baseline.schema.json} declares. */
    static final String SCHEMA = "https://tokenbudget.dev/schema/baseline-" + SCHEMA_VERSION + ".json";

    static BaselineJson of(String testClass, SortedMap<TaskId, TaskBaseline> accepted) {
        ProvenanceJson.Writer provenance = new ProvenanceJson.Writer();
        Map<String, Task> tasks = new LinkedHashMap<>();
        accepted.forEach((task, baseline) -> tasks.put(task.name(), Task.of(baseline, provenance)));
        return new BaselineJson(
                SCHEMA, SCHEMA_VERSION, testClass, provenance.builds(), provenance.acceptances(), tasks);
    }

    SortedMap<TaskId, TaskBaseline> toTasks() {
        ProvenanceJson.Reader provenance = new ProvenanceJson.Reader(
                schemaVersion, builds == null ? List.of() : builds, acceptances == null ? List.of() : acceptances);
        SortedMap<TaskId, TaskBaseline> accepted = new TreeMap<>();
        tasks.forEach((name, task) -> accepted.put(new TaskId(testClass, name), task.toBaseline(name, provenance)));
        return accepted;
    }

    record Task(
            @JsonProperty(required = true) List<String> models,
            @Nullable List<String> responseModels,
            @JsonProperty(required = true) RunCount runs,
            @JsonProperty(required = true) Map<String, MetricJson> metrics,
            @Nullable CompositionJson composition,
            @Nullable List<ProvenanceJson.MeasuredJson> measured,
            @Nullable List<Integer> accepted,
            @Nullable List<ProvenanceJson.ReplacedJson> replaced,
            @Nullable List<EstimateJson> estimates,
            @Nullable List<WasteJson> waste,
            @Nullable List<ProvenanceJson.BuildJson> sessions,
            @Nullable List<ProvenanceJson.AcceptanceJson> acceptances) {

        static Task of(TaskBaseline baseline, ProvenanceJson.Writer provenance) {
            Map<String, MetricJson> metrics = new LinkedHashMap<>();
            baseline.metrics()
                    .forEach((metric, accepted) -> metrics.put(metric.key(), MetricJson.of(metric, accepted)));
            return new Task(
                    baseline.models(),
                    baseline.responseModels(),
                    RunCount.of(baseline),
                    metrics,
                    baseline.composition().map(CompositionJson::of).orElse(null),
                    baseline.builds().stream().map(provenance::measured).toList(),
                    baseline.acceptances().stream().map(provenance::accepted).toList(),
                    provenance.replaced(baseline.acceptances()),
                    baseline.estimates().isEmpty()
                            ? null
                            : baseline.estimates().stream()
                                    .map(EstimateJson::of)
                                    .toList(),
                    baseline.waste()
                            .map(known -> known.stream().map(WasteJson::of).toList())
                            .orElse(null),
                    null,
                    null);
        }

        TaskBaseline toBaseline(String name, ProvenanceJson.Reader provenance) {
            String field = "tasks." + name;
            List<BaselineBuild> builds = provenance.builds(field, measured, sessions);
            Map<Metric, MetricBaseline> known = new TreeMap<>();
            metrics.forEach((key, numbers) -> {
                Metric metric = Metric.named(key);
                known.put(metric, numbers.toMetric(metric, builds.size(), field + ".metrics." + key));
            });
            TaskConsistency consistency = new TaskConsistency(field);
            if (runs.tokensOfFailed() != null) {
                consistency.checkTokensOfFailed(runs.tokensOfFailed(), runs.attempted() - runs.succeeded());
            }
            TaskBaseline baseline = new TaskBaseline(
                    models,
                    responseModels == null ? List.of() : responseModels,
                    runs.attempted(),
                    runs.succeeded(),
                    known,
                    Optional.ofNullable(composition).map(json -> json.toComposition(field + ".composition")),
                    builds,
                    provenance.acceptances(field, accepted, replaced, acceptances),
                    estimates == null
                            ? List.of()
                            : estimates.stream().map(EstimateJson::toEstimate).toList(),
                    runs.tokensOfFailed() == null ? OptionalLong.empty() : OptionalLong.of(runs.tokensOfFailed()),
                    Optional.ofNullable(waste).map(WasteJson::toKeys));
            consistency.check(baseline);
            return baseline;
        }
    }

    /** Means have three decimals, as those of metrics. */
    record EstimateJson(String date, double estimated, double live) {
        static EstimateJson of(CheckedEstimate estimate) {
            return new EstimateJson(
                    ProvenanceJson.Writer.day(estimate.date()),
                    MetricJson.rounded(estimate.estimated()).doubleValue(),
                    MetricJson.rounded(estimate.live()).doubleValue());
        }

        CheckedEstimate toEstimate() {
            return new CheckedEstimate(ProvenanceJson.Reader.instant("estimates", date), estimated, live);
        }
    }

    /** What a later version finds, this one does not look for. */
    record WasteJson(
            @JsonProperty(required = true) String kind,
            @Nullable String agent,
            @Nullable String subject) {

        static WasteJson of(WasteKey key) {
            return new WasteJson(key.kind().key(), orNull(key.agent()), orNull(key.subject()));
        }

        static List<WasteKey> toKeys(List<WasteJson> known) {
            return known.stream()
                    .flatMap(json -> WasteKind.named(json.kind)
                            .map(kind -> new WasteKey(kind, orEmpty(json.agent), orEmpty(json.subject)))
                            .stream())
                    .toList();
        }

        private static @Nullable String orNull(String text) {
            return text.isEmpty() ? null : text;
        }

        private static String orEmpty(@Nullable String text) {
            return text == null ? "" : text;
        }
    }

    /** Where every run succeeded, it goes without saying that failed ones used nothing. */
    record RunCount(int attempted, int succeeded, @Nullable Long tokensOfFailed) {
        static RunCount of(TaskBaseline baseline) {
            OptionalLong failed = baseline.tokensOfFailedRuns();
            boolean told = failed.isPresent() && baseline.attempted() > baseline.succeeded();
            return new RunCount(baseline.attempted(), baseline.succeeded(), told ? failed.getAsLong() : null);
        }
    }
}
