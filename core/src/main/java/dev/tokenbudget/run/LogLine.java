package dev.tokenbudget.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A line of a run log: its head, a finished run, or a loose call. */
final class LogLine {

    static final int SCHEMA_VERSION = 1;

    private LogLine() {}

    /** The first line: whose log this is. */
    record Head(
            @JsonProperty(required = true) int schemaVersion,
            @JsonProperty(required = true) String log,
            @JsonProperty(required = true) String build,
            @Nullable String commit,
            @Nullable String jvm,
            long pid,
            @Nullable String started) {}

    /** Every other line: exactly one of the two is there. */
    record Entry(@Nullable RunLine run, LogLine.@Nullable Loose loose) {}

    record Loose(
            @JsonProperty(required = true) LooseCall.Reason reason,
            @Nullable String testClass,
            @Nullable String task,
            @JsonProperty(required = true) RunLine.CallLine call) {

        static Loose of(LooseCall loose) {
            return new Loose(
                    loose.reason(),
                    loose.task().map(TaskId::testClass).orElse(null),
                    loose.task().map(TaskId::name).orElse(null),
                    RunLine.CallLine.of(loose.call()));
        }

        LooseCall toLooseCall() {
            Optional<TaskId> of =
                    testClass == null || task == null ? Optional.empty() : Optional.of(new TaskId(testClass, task));
            return new LooseCall(reason, of, call.toCall());
        }
    }
}
