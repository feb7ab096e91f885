package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Cure;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** What was found, as lines for the console: a line a task, and a cure that several of them share only once. */
public final class Findings {

    private Findings() {}

    /** Return why the build fails; nothing where it passes. */
    public static List<String> failures(Comparison comparison) {
        return printable(
                comparison.concernsThat(Severity.FAILS).stream(),
                lines(comparison.tasksThat(Severity.FAILS), Findings::withLink));
    }

    /** Return what asks for a look. */
    public static List<String> warnings(Comparison comparison) {
        return printable(
                Stream.concat(comparison.warnings().stream(), comparison.concernsThat(Severity.WARNS).stream()),
                lines(comparison.tasksThat(Severity.WARNS), Findings::toldOf));
    }

    /** Return what is worth knowing beside that. */
    public static List<String> notes(Comparison comparison) {
        List<JudgedTask> curable = comparison.tasksThat(Severity.PASSES).stream()
                .filter(task -> !task.verdict().cure().isEmpty())
                .toList();
        List<String> remarks = comparison.tasks().stream()
                .flatMap(task -> task.remarks().stream()
                        .map(remark -> task.comparison().task().shortName() + ": " + remark))
                .toList();
        return printable(lines(curable, Findings::toldOf).stream(), remarks);
    }

    private static List<String> printable(Stream<String> first, List<String> then) {
        return Stream.concat(first, then.stream()).map(ConsoleLine::of).toList();
    }

    private static List<String> lines(List<JudgedTask> tasks, Function<JudgedTask, Stream<String>> told) {
        Map<Cure, List<String>> byCure = new LinkedHashMap<>();
        for (JudgedTask task : tasks) {
            List<String> ofCure = byCure.computeIfAbsent(task.verdict().cure(), cure -> new ArrayList<>());
            told.apply(task).forEach(ofCure::add);
        }
        List<String> lines = new ArrayList<>();
        byCure.forEach((cure, statements) -> {
            lines.addAll(statements);
            lines.add(cure.sentence());
        });
        return lines;
    }

    private static Stream<String> toldOf(JudgedTask task) {
        return Stream.concat(Stream.of(task.statement()), task.why().stream());
    }

    private static Stream<String> withLink(JudgedTask task) {
        String link = DeepLink.to(task.comparison().task());
        return Stream.concat(toldOf(task), Stream.of("See its calls in " + link + "."));
    }
}
