package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.replay.Recordings;
import dev.tokenbudget.internal.report.ConsoleTable;
import dev.tokenbudget.internal.report.ConsoleVariants;
import dev.tokenbudget.internal.report.TargetTable;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.SkippedTask;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.verdict.Comparison;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a session prints at its end about its own runs; other JVMs of the same build print theirs.
 *
 * @param settings the session's settings
 * @param log the session's run log
 * @param runs the session's runs
 * @param looseCalls the session's loose calls
 * @param skipped tasks that the session skipped
 * @param remarks where answers came from, one sentence each
 */
record SessionSummary(
        SessionSettings settings,
        Path log,
        List<Run> runs,
        List<LooseCall> looseCalls,
        List<SkippedTask> skipped,
        List<String> remarks) {

    List<String> lines() {
        Measurement measurement = Measurement.of(settings.build(), runs, looseCalls, List.of())
                .without(skipped.stream().filter(this::hasRuns).toList())
                .priced(settings.prices());
        List<String> problems = new ArrayList<>();
        Comparison comparison = Comparison.ofPart(
                measurement, baselineOf(measurement, problems), recordingsOf(measurement, problems), settings.policy());
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("TokenBudget: " + counted(runs.size(), "run") + " of "
                + counted(measurement.tasks().size(), "task") + " in " + shown(log));
        lines.addAll(ConsoleTable.of(comparison));
        lines.addAll(TargetTable.of(comparison));
        ConsoleTable.cost(comparison).ifPresent(lines::add);
        lines.addAll(ConsoleTable.testPrice(comparison));
        lines.addAll(ConsoleVariants.of(comparison));
        if (!comparison.unattributed().isEmpty()) {
            problems.add(counted(comparison.unattributed().size(), "model call")
                    + " could be charged to no run, because several runs were under way: the gate will fail.");
        }
        lines.addAll(comparison.warnings());
        lines.addAll(problems);
        lines.addAll(remarks);
        lines.add(
                settings.isLocal()
                        ? "These runs belong to no build and are compared for information; the gate is mvn verify."
                        : "The gate is mvn verify: it judges all runs of build "
                                + settings.build().id() + ".");
        lines.add("");
        return lines;
    }

    /** Of a task without runs it is not known here whether it has a baseline. */
    private boolean hasRuns(SkippedTask task) {
        return runs.stream().anyMatch(run -> task.covers(run.task()));
    }

    /** Return the baselines of the tasks that ran: what this JVM did not run, another one may have. */
    private Baseline baselineOf(Measurement measurement, List<String> problems) {
        SortedMap<TaskId, TaskBaseline> relevant = new TreeMap<>();
        try {
            relevant.putAll(settings.baselines().read().tasks());
            relevant.keySet().retainAll(measurement.tasks().keySet());
        } catch (MalformedFileException e) {
            problems.add("No baseline is shown, and the gate will fail: " + e.getMessage());
        }
        return new Baseline(relevant);
    }

    private Recordings recordingsOf(Measurement measurement, List<String> problems) {
        try {
            return settings.recordingsOf(measurement);
        } catch (MalformedFileException e) {
            problems.add("No recording is shown, and the gate will fail: " + e.getMessage());
            return Recordings.NONE;
        }
    }

    private Path shown(Path file) {
        return file.startsWith(settings.base()) ? settings.base().relativize(file) : file;
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
