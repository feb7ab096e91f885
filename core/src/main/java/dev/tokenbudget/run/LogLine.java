package dev.tokenbudget.run;

import static dev.tokenbudget.json.JsonLine.required;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.json.JsonLine;
import java.io.IOException;
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
    record Entry(@Nullable RunLine run, LogLine.@Nullable Loose loose) {

        static Entry read(JsonLine line) throws IOException {
            RunLine run = null;
            Loose loose = null;
            line.beginObject();
            for (String field = line.nextField(); field != null; field = line.nextField()) {
                switch (field) {
                    case "run" -> run = line.isNull() ? null : RunLine.read(line);
                    case "loose" -> loose = line.isNull() ? null : Loose.read(line);
                    default -> throw JsonLine.unknown(field);
                }
            }
            line.end();
            return new Entry(run, loose);
        }
    }

    record Loose(
            @JsonProperty(required = true) LooseCall.Reason reason,
            @Nullable String testClass,
            @Nullable String task,
            @JsonProperty(required = true) CallLine call) {

        static Loose of(LooseCall loose) {
            return new Loose(
                    loose.reason(),
                    loose.task().map(TaskId::testClass).orElse(null),
                    loose.task().map(TaskId::name).orElse(null),
                    CallLine.of(loose.call()));
        }

        static Loose read(JsonLine line) throws IOException {
            LooseCall.Reason reason = null;
            String testClass = null;
            String task = null;
            CallLine call = null;
            line.beginObject();
            for (String field = line.nextField(); field != null; field = line.nextField()) {
                switch (field) {
                    case "reason" -> reason = line.constant(LooseCall.Reason.class);
                    case "testClass" -> testClass = line.repeatedTextOrNull();
                    case "task" -> task = line.repeatedTextOrNull();
                    case "call" -> call = CallLine.read(line);
                    default -> throw JsonLine.unknown(field);
                }
            }
            return new Loose(required(reason, "reason"), testClass, task, required(call, "call"));
        }

        LooseCall toLooseCall() {
            Optional<TaskId> of =
                    testClass == null || task == null ? Optional.empty() : Optional.of(new TaskId(testClass, task));
            return new LooseCall(reason, of, call.toCall());
        }
    }
}
