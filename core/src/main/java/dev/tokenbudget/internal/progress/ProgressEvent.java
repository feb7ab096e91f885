package dev.tokenbudget.internal.progress;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tokenbudget.internal.run.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened in a session; a line of its progress file, such as {@code {"done":{"task":"…"}}}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonSubTypes({
    @JsonSubTypes.Type(name = "planned", value = ProgressEvent.Planned.class),
    @JsonSubTypes.Type(name = "begun", value = ProgressEvent.Begun.class),
    @JsonSubTypes.Type(name = "ended", value = ProgressEvent.Ended.class),
    @JsonSubTypes.Type(name = "done", value = ProgressEvent.Done.class),
    @JsonSubTypes.Type(name = "failed", value = ProgressEvent.Failed.class),
    @JsonSubTypes.Type(name = "limit", value = ProgressEvent.LimitReached.class)
})
public sealed interface ProgressEvent {

    /**
     * The session knows what it will run.
     *
     * @param tasks the tasks in no particular order; parameter sets are not known yet, so their method stands for them
     * @param leftOut names of tasks that were not selected
     */
    record Planned(
            @JsonProperty(required = true) List<PlannedTask> tasks,
            @JsonProperty(required = true) List<String> leftOut) implements ProgressEvent {

        public Planned {
            tasks = List.copyOf(tasks);
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * A task that will run.
     *
     * @param name the task's short name
     * @param runs runs before the first look, where they are known
     */
    record PlannedTask(
            @JsonProperty(required = true) String name,
            @Nullable Integer runs) {}

    /**
     * A run began.
     *
     * @param task the task's short name
     * @param number the run's number in its task, from 1
     * @param of runs until the next look, where that is known
     * @param upTo the maximum number of runs, where that is known
     */
    record Begun(
            @JsonProperty(required = true) String task,
            @JsonProperty(required = true) int number,
            @Nullable Integer of,
            @Nullable Integer upTo)
            implements ProgressEvent {}

    /**
     * A run ended and is in the run log.
     *
     * @param task the task's short name
     * @param number the run's number in its task, from 1
     * @param outcome how it ended
     * @param tokens input + output, where all of it is known
     * @param usd US dollars, where all prices are known
     * @param durationMs milliseconds from the run's begin to its end
     */
    record Ended(
            @JsonProperty(required = true) String task,
            @JsonProperty(required = true) int number,
            @JsonProperty(required = true) Outcome outcome,
            @Nullable Long tokens,
            @Nullable BigDecimal usd,
            @JsonProperty(required = true) long durationMs)
            implements ProgressEvent {

        Duration duration() {
            return Duration.ofMillis(durationMs);
        }
    }

    /**
     * A planned task has no more runs.
     *
     * @param task the name that it was planned under
     */
    record Done(@JsonProperty(required = true) String task) implements ProgressEvent {}

    /**
     * A test failed.
     *
     * @param test the test's name
     * @param because what it failed with, and where
     */
    record Failed(
            @JsonProperty(required = true) String test,
            @JsonProperty(required = true) String because) implements ProgressEvent {}

    /**
     * No further run is started, because a limit of the session is reached.
     *
     * @param because the limit, as a sentence
     */
    record LimitReached(@JsonProperty(required = true) String because) implements ProgressEvent {}
}
