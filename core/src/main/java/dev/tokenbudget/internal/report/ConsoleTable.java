package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.cost.SuiteCost;
import dev.tokenbudget.internal.cost.TestPrice;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.statistics.Percentile;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.text.ForeignText;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A comparison as a table for the console, one line per task. */
public final class ConsoleTable {

    private static final List<String> HEAD = List.of("task", "runs", "mean", "P90", "baseline", "drift", "verdict");
    private static final int FIRST_NUMBER = 1;
    private static final int LAST_NUMBER = 5;
    private static final int MOST_TEST_PRICES = 5;
    private static final int LONGEST_NAME = 100;
    private static final int LAST_OF_NAME = 30;
    private static final String NOTHING = "-";

    private ConsoleTable() {}

    /** Return the lines of the table; a P90 of too few runs is marked with {@code ~}. */
    public static List<String> of(Comparison comparison) {
        List<List<String>> rows = new ArrayList<>();
        boolean replayed = !comparison.replayed().isEmpty();
        rows.add(row(HEAD, replayed ? Optional.of("figures") : Optional.empty()));
        comparison
                .tasks()
                .forEach(task -> rows.add(row(
                        row(comparison, task),
                        replayed ? Optional.of(known(task, comparison.policy().metric())) : Optional.empty())));
        return AlignedRows.of(rows, FIRST_NUMBER, LAST_NUMBER);
    }

    /** Return what the measured tasks cost, as a line; absent where nothing was measured. */
    public static Optional<String> cost(Comparison comparison) {
        return comparison
                .cost()
                .map(SuiteCost::sentence)
                .map(sentence ->
                        sentence + comparison.costNote().map(note -> " " + note).orElse(""))
                .map(ForeignText::line);
    }

    /** Return what the tests cost with their judges, as lines: the whole, and the tasks whose judges cost most; none where no judge was asked. */
    public static List<String> testPrice(Comparison comparison) {
        Optional<String> whole = comparison
                .cost()
                .map(SuiteCost::test)
                .filter(TestPrice::isGraded)
                .map(TestPrice::sentence);
        Stream<String> tasks = comparison.tasks().stream()
                .map(JudgedTask::comparison)
                .filter(task -> whole.isPresent() && task.testPrice().isPresent())
                .sorted(Comparator.comparing(
                        task -> -task.testPrice().orElseThrow().judge().knownUsd()))
                .limit(MOST_TEST_PRICES)
                .map(task -> "  " + task.task().shortName() + ": "
                        + task.testPrice().orElseThrow().ofRun());
        return Stream.concat(whole.stream(), tasks).map(ForeignText::line).toList();
    }

    /** Return {@code cells} with one more before the verdict, where there is one. */
    private static List<String> row(List<String> cells, Optional<String> beforeVerdict) {
        List<String> row = new ArrayList<>(cells);
        beforeVerdict.ifPresent(cell -> row.add(row.size() - 1, cell));
        return row;
    }

    private static List<String> row(Comparison comparison, JudgedTask judged) {
        TaskComparison task = judged.comparison();
        Optional<SampleSummary> after = task.after(comparison.policy().metric());
        Optional<SampleSummary> before = task.before(comparison.policy().metric());
        return List.of(
                inTable(ForeignText.line(task.task().shortName())),
                task.after().map(runs -> String.valueOf(runs.size())).orElse("0"),
                mean(task, comparison.policy().metric()),
                after.map(summary -> PercentileText.of(summary, Percentile.P90)).orElse(NOTHING),
                before.map(summary -> Figures.count(summary.mean())).orElse(NOTHING),
                DriftText.of(judged, comparison.policy().metric()),
                judged.verdictInWords());
    }

    /** A parameter set may be named by a whole prompt, and one such name would push all figures off the screen. */
    private static String inTable(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - LAST_OF_NAME - 1))
                        + "…"
                        + name.substring(name.offsetByCodePoints(name.length(), -LAST_OF_NAME));
    }

    /** Of a task that left its recording there may be no sample, but what it used at least is known. */
    private static String mean(TaskComparison task, Metric metric) {
        return task.after(metric)
                .map(summary -> Figures.count(summary.mean()))
                .or(() -> task.atLeast().map(known -> "≥" + Figures.count(known.after())))
                .orElse(NOTHING);
    }

    /** Return how the figures of a task are known, such as "estimated ±1.7 %". */
    private static String known(JudgedTask judged, Metric metric) {
        return judged.comparison()
                .replay()
                .map(replay -> replay.label(metric, judged.comparison().meanOf(metric)))
                .orElse("reported");
    }
}
