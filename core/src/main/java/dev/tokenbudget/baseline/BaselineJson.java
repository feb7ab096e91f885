package dev.tokenbudget.baseline;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.run.Metric;
import dev.tokenbudget.run.TaskId;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            @JsonProperty(required = true) Map<String, MetricJson> metrics,
            @Nullable CompositionJson composition,
            @Nullable List<SessionJson> sessions,
            @Nullable List<AcceptanceJson> acceptances) {

        static Task of(TaskBaseline baseline) {
            Map<String, MetricJson> metrics = new LinkedHashMap<>();
            baseline.metrics()
                    .forEach((metric, accepted) -> metrics.put(metric.key(), MetricJson.of(metric, accepted)));
            return new Task(
                    baseline.models(),
                    baseline.responseModels(),
                    new RunCount(baseline.attempted(), baseline.succeeded()),
                    metrics,
                    baseline.composition().map(CompositionJson::of).orElse(null),
                    baseline.sessions().stream().map(SessionJson::of).toList(),
                    baseline.acceptances().stream().map(AcceptanceJson::of).toList());
        }

        TaskBaseline toBaseline(String name) {
            Map<Metric, MetricBaseline> accepted = new EnumMap<>(Metric.class);
            int builds = sessions == null ? 0 : sessions.size();
            metrics.forEach((key, numbers) -> {
                Metric metric = Metric.named(key);
                accepted.put(metric, numbers.toMetric(metric, builds, "tasks." + name + ".metrics." + key));
            });
            return new TaskBaseline(
                    models,
                    responseModels == null ? List.of() : responseModels,
                    runs.attempted(),
                    runs.succeeded(),
                    accepted,
                    Optional.ofNullable(composition).map(json -> json.toComposition("tasks." + name + ".composition")),
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

    record SessionJson(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String date,
            @Nullable String commit,
            @JsonProperty(required = true) int runs,
            @Nullable Map<String, String> prices) {

        static SessionJson of(Session session) {
            return new SessionJson(
                    session.id(),
                    session.date().toString(),
                    session.commit().orElse(null),
                    session.runs(),
                    session.prices().isEmpty() ? null : session.prices());
        }

        Session toSession() {
            return new Session(
                    id,
                    instant("sessions", date),
                    Optional.ofNullable(commit),
                    runs,
                    new TreeMap<>(prices == null ? Map.of() : prices));
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
            return new Acceptance(instant("acceptances", date), reason, Optional.ofNullable(commit));
        }
    }

    private static Instant instant(String list, String date) {
        try {
            return Instant.parse(date);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "a date in \"" + list + "\" is '" + date + "'; write it as 2026-11-23T10:15:30Z.", e);
        }
    }
}
