package dev.tokenbudget.run;

import static dev.tokenbudget.json.JsonLine.required;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.json.JsonLine;
import dev.tokenbudget.json.JsonLineWriter;
import dev.tokenbudget.usage.ModelCall;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A line of a run log: its head, a finished run, or a loose call. */
final class LogLine {

    /** Up to version 1 an absent field of a call was unknown; now it is that of the call before. */
    static final int SCHEMA_VERSION = 2;

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

    /** Every other line holds one of the two; nothing can be known of a torn one. */
    record Entry(Optional<Run> run, Optional<LooseCall> loose) {

        static final Entry TORN = new Entry(Optional.empty(), Optional.empty());

        static Entry read(JsonLine line) throws IOException {
            Optional<Run> run = Optional.empty();
            Optional<LooseCall> loose = Optional.empty();
            line.beginObject();
            for (String field = line.nextField(); field != null; field = line.nextField()) {
                switch (field) {
                    case "run" -> run = Optional.of(RunLine.read(line));
                    case "loose" -> loose = Optional.of(readLoose(line));
                    default -> throw JsonLine.unknown(field);
                }
            }
            return new Entry(run, loose);
        }
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
