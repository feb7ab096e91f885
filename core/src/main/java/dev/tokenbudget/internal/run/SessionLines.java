package dev.tokenbudget.internal.run;

import static dev.tokenbudget.internal.json.JsonLine.required;

import dev.tokenbudget.internal.json.JsonLine;
import dev.tokenbudget.internal.json.JsonLineWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** The JSON forms of what a run log tells of its session: what was planned, what was skipped, and that it ended. */
final class SessionLines {

    private SessionLines() {}

    static String planned(List<PlannedTask> tasks) {
        return JsonLineWriter.line(line -> line.list("planned", tasks, (object, planned) -> {
            object.text("testClass", planned.task().testClass());
            object.text("task", planned.task().name());
            planned.runs().ifPresent(runs -> object.number("runs", runs));
        }));
    }

    static PlannedTask readPlanned(JsonLine line) throws IOException {
        String testClass = null;
        String task = null;
        OptionalInt runs = OptionalInt.empty();
        line.beginObject();
        for (String field = line.nextField(); field != null; field = line.nextField()) {
            switch (field) {
                case "testClass" -> testClass = line.repeatedText();
                case "task" -> task = line.repeatedText();
                case "runs" -> runs = OptionalInt.of(line.wholeInt());
                default -> throw JsonLine.unknown(field);
            }
        }
        return new PlannedTask(new TaskId(required(testClass, "testClass"), required(task, "task")), runs);
    }

    static String skipped(SkippedTask skipped) {
        return JsonLineWriter.line(line -> line.object("skipped", object -> {
            object.text("testClass", skipped.task().testClass());
            object.text("task", skipped.task().name());
            object.text("reason", skipped.reason());
        }));
    }

    static SkippedTask readSkipped(JsonLine line) throws IOException {
        String testClass = null;
        String task = null;
        String reason = null;
        line.beginObject();
        for (String field = line.nextField(); field != null; field = line.nextField()) {
            switch (field) {
                case "testClass" -> testClass = line.repeatedText();
                case "task" -> task = line.repeatedText();
                case "reason" -> reason = line.repeatedText();
                default -> throw JsonLine.unknown(field);
            }
        }
        return new SkippedTask(
                new TaskId(required(testClass, "testClass"), required(task, "task")), required(reason, "reason"));
    }

    static String end(SessionEnd end) {
        return JsonLineWriter.line(line -> line.object("end", object -> {
            object.text("ended", end.ended().toString());
            object.number("runs", end.runs());
            object.number("loose", end.looseCalls());
        }));
    }

    static SessionEnd readEnd(JsonLine line) throws IOException {
        Instant ended = null;
        Integer runs = null;
        Integer looseCalls = null;
        line.beginObject();
        for (String field = line.nextField(); field != null; field = line.nextField()) {
            switch (field) {
                case "ended" -> ended = Moment.parse(line.text());
                case "runs" -> runs = line.wholeInt();
                case "loose" -> looseCalls = line.wholeInt();
                default -> throw JsonLine.unknown(field);
            }
        }
        return new SessionEnd(required(ended, "ended"), required(runs, "runs"), required(looseCalls, "loose"));
    }
}
