package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.text.ForeignText;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.Opportunity;
import dev.tokenbudget.internal.verdict.Remedy;
import dev.tokenbudget.internal.verdict.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was found, as lines for the console: one line per task, and a remedy shared by several tasks only once. */
public final class Findings {

    private Findings() {}

    /** Return why the build fails; nothing where it passes. */
    public static List<String> failures(Comparison comparison) {
        return printable(
                comparison.problemsThat(Severity.FAILS).stream(),
                lines(comparison.tasksThat(Severity.FAILS), Findings::withLink));
    }

    /** Return the warnings. */
    public static List<String> warnings(Comparison comparison) {
        return printable(comparison.worthALook().stream(), lines(comparison.tasksToLookAt(), Findings::toldOf));
    }

    /** Return what else is worth knowing. */
    public static List<String> notes(Comparison comparison) {
        return notes(comparison, Remedy::sentence);
    }

    /** Return what else is worth knowing, with remedies as {@code written} gives them. */
    static List<String> notes(Comparison comparison, Function<Remedy, String> written) {
        List<JudgedTask> remediable = comparison.tasksThat(Severity.PASSES).stream()
                .filter(task -> !task.verdict().remedy().isEmpty())
                .toList();
        List<String> remarks = comparison.tasks().stream()
                .flatMap(task -> task.remarks().stream()
                        .map(remark -> task.comparison().task().shortName() + ": " + remark))
                .toList();
        return printable(
                Stream.concat(comparison.replayNote().stream(), lines(remediable, Findings::toldOf, written).stream()),
                remarks);
    }

    /** Return what saves most, the first three of what tasks need not spend; nothing where there is nothing. */
    public static List<String> opportunities(Comparison comparison) {
        List<Opportunity> found = comparison.opportunities();
        List<String> lines = new ArrayList<>();
        if (!found.isEmpty()) {
            lines.add("Top opportunities (" + Math.min(Opportunity.TOP, found.size()) + " of " + found.size() + "):");
        }
        for (int i = 0; i < Math.min(Opportunity.TOP, found.size()); i++) {
            lines.add((i + 1) + ". " + found.get(i).entry());
        }
        comparison.wasteNote().ifPresent(lines::add);
        return lines.stream().map(ForeignText::line).toList();
    }

    private static List<String> printable(Stream<String> first, List<String> then) {
        return Stream.concat(first, then.stream()).map(ForeignText::line).toList();
    }

    private static List<String> lines(List<JudgedTask> tasks, Function<JudgedTask, Stream<String>> told) {
        return lines(tasks, told, Remedy::sentence);
    }

    private static List<String> lines(
            List<JudgedTask> tasks, Function<JudgedTask, Stream<String>> told, Function<Remedy, String> written) {
        List<String> lines = new ArrayList<>();
        byRemedy(tasks).forEach((remedy, ofRemedy) -> {
            ofRemedy.stream().flatMap(told).forEach(lines::add);
            lines.add(written.apply(remedy.naming(ids(ofRemedy))));
        });
        return lines;
    }

    static List<TaskId> ids(List<JudgedTask> tasks) {
        return tasks.stream().map(task -> task.comparison().task()).toList();
    }

    static Map<Remedy, List<JudgedTask>> byRemedy(List<JudgedTask> tasks) {
        return tasks.stream()
                .collect(Collectors.groupingBy(
                        task -> task.verdict().remedy(), LinkedHashMap::new, Collectors.toList()));
    }

    private static Stream<String> toldOf(JudgedTask task) {
        return Stream.concat(Stream.of(task.statement()), task.reasons().stream());
    }

    private static Stream<String> withLink(JudgedTask task) {
        Stream<String> link =
                task.comparison().after().stream().map(runs -> "See its calls in " + DeepLink.to(runs.task()) + ".");
        return Stream.concat(toldOf(task), link);
    }
}
