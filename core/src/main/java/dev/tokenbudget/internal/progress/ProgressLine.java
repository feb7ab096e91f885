package dev.tokenbudget.internal.progress;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.internal.run.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The JSON form of an event, one line of a progress file: exactly one of the fields is there. */
record ProgressLine(
        @Nullable Plan planned,
        @Nullable Begin begun,
        @Nullable End ended,
        @Nullable Done done,
        @Nullable Failure failed,
        @Nullable Limit limit) {

    static ProgressLine of(ProgressEvent event) {
        if (event instanceof ProgressEvent.Planned planned) {
            return new ProgressLine(Plan.of(planned), null, null, null, null, null);
        }
        if (event instanceof ProgressEvent.Begun begun) {
            return new ProgressLine(null, Begin.of(begun), null, null, null, null);
        }
        if (event instanceof ProgressEvent.Ended ended) {
            return new ProgressLine(null, null, End.of(ended), null, null, null);
        }
        if (event instanceof ProgressEvent.Done done) {
            return new ProgressLine(null, null, null, new Done(done.task()), null, null);
        }
        if (event instanceof ProgressEvent.Failed failed) {
            return new ProgressLine(null, null, null, null, new Failure(failed.test(), failed.because()), null);
        }
        ProgressEvent.LimitReached limit = (ProgressEvent.LimitReached) event;
        return new ProgressLine(null, null, null, null, null, new Limit(limit.because()));
    }

    /** Return the event, or nothing where a newer version wrote one that is not known here. */
    Optional<ProgressEvent> toEvent() {
        return Stream.<@Nullable Part>of(planned, begun, ended, done, failed, limit)
                .filter(Objects::nonNull)
                .findFirst()
                .map(Part::toEvent);
    }

    /** What a line holds. */
    private sealed interface Part {
        ProgressEvent toEvent();
    }

    record Plan(
            @JsonProperty(required = true) List<Task> tasks,
            @JsonProperty(required = true) List<String> leftOut) implements Part {

        static Plan of(ProgressEvent.Planned planned) {
            return new Plan(
                    planned.tasks().stream()
                            .map(task -> new Task(task.name(), boxed(task.runs())))
                            .toList(),
                    planned.leftOut());
        }

        @Override
        public ProgressEvent toEvent() {
            return new ProgressEvent.Planned(
                    tasks.stream()
                            .map(task -> new ProgressEvent.PlannedTask(task.name(), unboxed(task.runs())))
                            .toList(),
                    leftOut);
        }
    }

    record Task(
            @JsonProperty(required = true) String name,
            @Nullable Integer runs) {}

    record Begin(
            @JsonProperty(required = true) String task,
            @JsonProperty(required = true) int number,
            @Nullable Integer of,
            @Nullable Integer upTo)
            implements Part {

        static Begin of(ProgressEvent.Begun begun) {
            return new Begin(begun.task(), begun.number(), boxed(begun.of()), boxed(begun.upTo()));
        }

        @Override
        public ProgressEvent toEvent() {
            return new ProgressEvent.Begun(task, number, unboxed(of), unboxed(upTo));
        }
    }

    record End(
            @JsonProperty(required = true) String task,
            @JsonProperty(required = true) int number,
            @JsonProperty(required = true) Outcome outcome,
            @Nullable Long tokens,
            @Nullable BigDecimal usd,
            @JsonProperty(required = true) long durationMs)
            implements Part {

        static End of(ProgressEvent.Ended ended) {
            Long tokens = ended.tokens().isPresent() ? ended.tokens().getAsLong() : null;
            return new End(
                    ended.task(),
                    ended.number(),
                    ended.outcome(),
                    tokens,
                    ended.usd().orElse(null),
                    ended.duration().toMillis());
        }

        @Override
        public ProgressEvent toEvent() {
            OptionalLong known = tokens == null ? OptionalLong.empty() : OptionalLong.of(tokens);
            return new ProgressEvent.Ended(
                    task, number, outcome, known, Optional.ofNullable(usd), Duration.ofMillis(durationMs));
        }
    }

    record Done(@JsonProperty(required = true) String task) implements Part {
        @Override
        public ProgressEvent toEvent() {
            return new ProgressEvent.Done(task);
        }
    }

    record Failure(
            @JsonProperty(required = true) String test,
            @JsonProperty(required = true) String because) implements Part {
        @Override
        public ProgressEvent toEvent() {
            return new ProgressEvent.Failed(test, because);
        }
    }

    record Limit(@JsonProperty(required = true) String because) implements Part {
        @Override
        public ProgressEvent toEvent() {
            return new ProgressEvent.LimitReached(because);
        }
    }

    private static @Nullable Integer boxed(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    private static OptionalInt unboxed(@Nullable Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
