package dev.tokenbudget.internal.runlog;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.internal.json.JsonFile;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.PlannedTask;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.SkippedTask;
import dev.tokenbudget.internal.run.TaskId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of a run log behind its {@link Head}, without its {@linkplain SealedLine seal}: one of these, which says all about
 * itself.
 *
 * @param run a finished run
 * @param looseCall a call that is part of no run
 * @param planned what a test plan of the session holds; there is one such line for each plan that has runs
 * @param skipped a planned task that was not run
 * @param end the session's end
 */
record LogLine(
        @Nullable RunJson run,
        @Nullable LooseCallJson looseCall,
        @Nullable List<PlannedJson> planned,
        @Nullable SkippedJson skipped,
        @Nullable End end) {

    /** Up to version 4, lines had no {@linkplain SealedLine seal}. */
    static final int SCHEMA_VERSION = 5;

    LogLine {
        long held = Stream.of(run, looseCall, planned, skipped, end)
                .filter(Objects::nonNull)
                .count();
        if (held != 1) {
            throw new IllegalArgumentException("A line of a run log holds one thing, but this one " + held + ".");
        }
    }

    static String of(Run run) {
        return JsonFile.line(new LogLine(RunJson.of(run), null, null, null, null));
    }

    static String of(LooseCall loose) {
        return JsonFile.line(new LogLine(null, LooseCallJson.of(loose), null, null, null));
    }

    static String of(List<PlannedTask> planned) {
        List<PlannedJson> tasks = planned.stream().map(PlannedJson::of).toList();
        return JsonFile.line(new LogLine(null, null, tasks, null, null));
    }

    static String of(SkippedTask skipped) {
        return JsonFile.line(new LogLine(null, null, null, SkippedJson.of(skipped), null));
    }

    static String of(End end) {
        return JsonFile.line(new LogLine(null, null, null, null, end));
    }

    static boolean isOfRun(String line) {
        return line.startsWith("{\"run\":");
    }

    static boolean isOfLooseCall(String line) {
        return line.startsWith("{\"looseCall\":");
    }

    /** The first line: whose log this is. */
    record Head(
            int schemaVersion,
            @JsonProperty(required = true) String log,
            @JsonProperty(required = true) String build,
            @Nullable String commit,
            @Nullable String jvm,
            long pid,
            @Nullable String started) {}

    record LooseCallJson(
            @JsonProperty(required = true) LooseCall.Reason reason,
            @Nullable String testClass,
            @Nullable String task,
            @JsonProperty(required = true) CallJson call) {

        static LooseCallJson of(LooseCall loose) {
            return new LooseCallJson(
                    loose.reason(),
                    loose.task().map(TaskId::testClass).orElse(null),
                    loose.task().map(TaskId::name).orElse(null),
                    CallJson.of(loose.call()));
        }

        LooseCall toLooseCall() {
            Optional<TaskId> ofTask =
                    testClass == null || task == null ? Optional.empty() : Optional.of(new TaskId(testClass, task));
            return new LooseCall(reason, ofTask, call.toCall());
        }
    }

    /** A task that the session is about to run; without a number of runs while that is unknown. */
    record PlannedJson(
            @JsonProperty(required = true) String testClass,
            @JsonProperty(required = true) String task,
            @Nullable Integer runs) {

        static PlannedJson of(PlannedTask planned) {
            Integer runs = planned.runs().isPresent() ? planned.runs().getAsInt() : null;
            return new PlannedJson(planned.task().testClass(), planned.task().name(), runs);
        }

        PlannedTask toPlannedTask() {
            return new PlannedTask(
                    new TaskId(testClass, task), runs == null ? OptionalInt.empty() : OptionalInt.of(runs));
        }
    }

    record SkippedJson(
            @JsonProperty(required = true) String testClass,
            @JsonProperty(required = true) String task,
            @JsonProperty(required = true) String reason) {

        static SkippedJson of(SkippedTask skipped) {
            return new SkippedJson(skipped.task().testClass(), skipped.task().name(), skipped.reason());
        }

        SkippedTask toSkippedTask() {
            return new SkippedTask(new TaskId(testClass, task), reason);
        }
    }

    /**
     * The orderly end of a session: its JVM ran all of its test plans and wrote everything that it measured. Without this line,
     * the JVM was killed, or a test ended it.
     *
     * @param runs how many runs the log holds
     * @param looseCalls how many loose calls the log holds; a later one still stands behind the end
     */
    record End(@JsonProperty(required = true) String ended, int runs, int looseCalls) {}
}
