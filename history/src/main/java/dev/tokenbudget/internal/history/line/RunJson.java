package dev.tokenbudget.internal.history.line;

import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.Origin;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.run.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run as JSON. */
record RunJson(
        String id,
        @Nullable String build,
        String origin,
        String source,
        String task,
        String started,
        long durationMs,
        @Nullable String outcome,
        @Nullable Map<String, String> labels,
        List<CallJson> calls) {

    RunJson {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(calls, "calls");
    }

    static RunJson of(RunEntry run) {
        return new RunJson(
                run.id(),
                run.build().orElse(null),
                run.origin().name(),
                run.source(),
                run.task(),
                run.started().toString(),
                run.duration().toMillis(),
                run.outcome().map(Enum::name).orElse(null),
                LabelsJson.of(run.labels()),
                run.calls().stream().map(CallJson::of).toList());
    }

    RunEntry entry() {
        Instant began = Instant.parse(started);
        return new RunEntry(
                id,
                Optional.ofNullable(build),
                Origin.valueOf(origin),
                source,
                task,
                began,
                Duration.ofMillis(durationMs),
                Optional.ofNullable(outcome).map(Outcome::valueOf),
                labels == null ? Labels.NONE : Labels.of(labels),
                calls.stream().map(CallJson::entry).toList());
    }
}
