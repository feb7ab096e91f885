package dev.tokenbudget.internal.run;

import static dev.tokenbudget.internal.json.JsonLine.required;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.internal.json.JsonLine;
import dev.tokenbudget.internal.json.JsonLineWriter;
import dev.tokenbudget.usage.ModelCall;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A line of a run log: its head, or one {@link Entry}. */
final class LogLine {

    /**
     * Up to version 1 an absent field of a call was unknown; now it is that of the call before. Up to version 2 a log did not
     * say what was planned, what was skipped, and that its session had ended.
     */
    static final int SCHEMA_VERSION = 3;

    /** The oldest version that can be read. */
    static final int OLDEST_SCHEMA_VERSION = 2;

    private static final int FIRST_VERSION_WITH_END = 3;

    private LogLine() {}

    /** The first line: whose log this is. */
    record Head(
            @JsonProperty(required = true) int schemaVersion,
            @JsonProperty(required = true) String log,
            @JsonProperty(required = true) String build,
            @Nullable String commit,
            @Nullable String jvm,
            long pid,
            @Nullable String started) {

        /** Whether a session that ended in order said so in this log; of an older one nothing is known. */
        boolean tellsItsEnd() {
            return schemaVersion >= FIRST_VERSION_WITH_END;
        }
    }

    /** What every other line holds. */
    sealed interface Entry {

        /** A line of which nothing can be known. */
        Entry TORN = new Torn();

        static Entry read(JsonLine line) throws IOException {
            Entry entry = null;
            line.beginObject();
            for (String field = line.nextField(); field != null; field = line.nextField()) {
                entry = switch (field) {
                    case "run" -> new Ran(RunLine.read(line));
                    case "loose" -> new Loose(readLoose(line));
                    case "planned" -> new Planned(line.list(SessionLines::readPlanned));
                    case "skipped" -> new Skipped(SessionLines.readSkipped(line));
                    case "end" -> new Ended(SessionLines.readEnd(line));
                    default -> throw JsonLine.unknown(field);
                };
            }
            return required(entry, "run");
        }

        /** A finished run. */
        record Ran(Run run) implements Entry {}

        /** A call that is part of no run. */
        record Loose(LooseCall call) implements Entry {}

        /** What a test plan of the session holds; there is one such line for each plan that has runs. */
        record Planned(List<PlannedTask> tasks) implements Entry {}

        /** A planned task that was not run. */
        record Skipped(SkippedTask task) implements Entry {}

        /** The session's end. */
        record Ended(SessionEnd end) implements Entry {}

        /** See {@link #TORN}. */
        record Torn() implements Entry {}
    }

    static String of(Run run) {
        return JsonLineWriter.line(line -> line.object("run", object -> RunLine.write(object, run)));
    }

    static String of(LooseCall loose) {
        return JsonLineWriter.line(line -> line.object("loose", object -> {
            object.text("reason", loose.reason().name());
            object.text("testClass", loose.task().map(TaskId::testClass));
            object.text("task", loose.task().map(TaskId::name));
            object.object("call", call -> new CallLines().writeNext(call, loose.call()));
        }));
    }

    /** Whether {@code line}, which this class has written, is that of a run. */
    static boolean isOfRun(String line) {
        return line.startsWith("{\"run\":");
    }

    /** Whether {@code line}, which this class has written, is that of a call of no run. */
    static boolean isOfLooseCall(String line) {
        return line.startsWith("{\"loose\":");
    }

    private static LooseCall readLoose(JsonLine line) throws IOException {
        LooseCall.Reason reason = null;
        Optional<String> testClass = Optional.empty();
        Optional<String> task = Optional.empty();
        ModelCall call = null;
        line.beginObject();
        for (String field = line.nextField(); field != null; field = line.nextField()) {
            switch (field) {
                case "reason" -> reason = line.constant(LooseCall.Reason.class);
                case "testClass" -> testClass = Optional.of(line.repeatedText());
                case "task" -> task = Optional.of(line.repeatedText());
                case "call" -> call = new CallLines().readNext(line);
                default -> throw JsonLine.unknown(field);
            }
        }
        Optional<String> name = task;
        return new LooseCall(
                required(reason, "reason"),
                testClass.flatMap(known -> name.map(test -> new TaskId(known, test))),
                required(call, "call"));
    }
}
