package dev.tokenbudget.internal.history.output.langsmith;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.usage.ModelCall.Role;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run as a row of an experiment: the same row in every build for the same task and number, so that builds compare. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExperimentRow(
        @JsonProperty("row_id") String id,
        @JsonProperty("inputs") Map<String, Object> inputs,
        @JsonProperty("actual_outputs") Map<String, String> outputs,
        @JsonProperty("evaluation_scores") List<Score> scores,
        @JsonProperty("start_time") String startTime,
        @JsonProperty("end_time") String endTime,
        @JsonProperty("run_name") String runName,
        @JsonProperty("error") @Nullable String error,
        @JsonProperty("run_metadata") SortedMap<String, String> metadata) {

    record Score(
            @JsonProperty("key") String key,
            @JsonProperty("score") BigDecimal score) {}

    static ExperimentRow of(RunEntry run, int number) {
        String name = run.task() + " #" + number;
        return new ExperimentRow(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
                Map.of("task", run.task(), "run", number),
                Map.of("outcome", run.outcome().map(Enum::name).orElse("UNKNOWN")),
                scores(run),
                run.started().toString(),
                end(run).toString(),
                name,
                run.outcome()
                        .filter(outcome -> outcome != Outcome.SUCCEEDED)
                        .map(Enum::name)
                        .orElse(null),
                run.labels().values());
    }

    static Instant end(RunEntry run) {
        return run.started().plus(run.duration());
    }

    /** Unknown is left out, and never 0. */
    private static List<Score> scores(RunEntry run) {
        List<CallEntry> calls =
                run.calls().stream().filter(call -> call.role() == Role.AGENT).toList();
        List<Score> scores = new ArrayList<>();
        scores.add(new Score("calls", BigDecimal.valueOf(calls.size())));
        if (calls.stream().allMatch(call -> call.usage().total().isPresent())) {
            long tokens = calls.stream()
                    .map(call -> call.usage().total())
                    .mapToLong(OptionalLong::getAsLong)
                    .sum();
            scores.add(new Score("tokens", BigDecimal.valueOf(tokens)));
        }
        if (calls.stream().allMatch(call -> call.costUsd().isPresent())) {
            scores.add(new Score(
                    "cost_usd",
                    calls.stream().flatMap(call -> call.costUsd().stream()).reduce(BigDecimal.ZERO, BigDecimal::add)));
        }
        run.outcome()
                .ifPresent(outcome -> scores.add(
                        new Score("success", outcome == Outcome.SUCCEEDED ? BigDecimal.ONE : BigDecimal.ZERO)));
        return scores;
    }
}
