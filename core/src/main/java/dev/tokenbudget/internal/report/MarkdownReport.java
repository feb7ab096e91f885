package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.cost.TestPrice;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.text.Sentence;
import dev.tokenbudget.internal.variant.VariantComparison;
import dev.tokenbudget.internal.verdict.AcceptCommand;
import dev.tokenbudget.internal.verdict.BuildProblem;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Gate;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.Opportunity;
import dev.tokenbudget.internal.verdict.Remedy;
import dev.tokenbudget.internal.verdict.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A comparison as the Markdown that a reviewer reads: what fails and why first, costs before tokens, then what to type, and
 * the rest folded. However many tasks there are, it is short enough for a comment on GitHub, and says how much it leaves out.
 */
public final class MarkdownReport {

    /** GitHub takes 65,536 characters; the difference is left to what a bot may add. */
    static final int MOST_CHARACTERS = 60_000;

    private static final int ROOM_OF_FAILURES = 18_000;
    private static final int ROOM_OF_WARNINGS = 6_000;
    private static final int ROOM_OF_SUSPECTS = 8_000;
    private static final int ROOM_OF_VARIANTS = 4_000;
    private static final int ROOM_OF_NOTES = 4_000;
    private static final int ROOM_OF_PASSING = 8_000;
    private static final int ROOM_OF_OPPORTUNITIES = 4_000;
    private static final int ROOM_OF_REMARK = 200;
    /** What stands around entries, such as headings. */
    private static final int ROOM_OF_FRAME = 2_000;

    /** What problems end with; all commands stand together, where they can be copied. */
    private static final Pattern ACCEPTING = Pattern.compile(
            ": (" + Pattern.quote(AcceptCommand.ALL) + "|mvn tokenbudget:accept -Dtokenbudget.task=.*)$");

    private static final Comparator<JudgedTask> WORST_FIRST = Comparator.comparing(JudgedTask::severity)
            .thenComparing(FailingCost::of)
            .reversed()
            .thenComparing(judged -> judged.comparison().task());

    private final Comparison comparison;
    private final TaskTable table;
    private final ComparedBuilds builds;
    private final List<VariantComparison> variants;
    private final BoundedText text = new BoundedText(MOST_CHARACTERS - ROOM_OF_FRAME);

    private MarkdownReport(Comparison comparison) {
        this.comparison = comparison;
        this.table = new TaskTable(comparison.policy().metric());
        this.builds = ComparedBuilds.of(comparison);
        this.variants = comparison.variants();
    }

    /** Return the report's text, of fewer than 60,000 characters. */
    public static String of(Comparison comparison) {
        return new MarkdownReport(comparison).text();
    }

    private String text() {
        text.append("# Token budget" + ofModule() + ": ").append(headline()).append("\n\n");
        builds();
        section(
                "❌ Fails the build",
                Severity.FAILS,
                comparison.problemsThat(Severity.FAILS),
                comparison.tasksThat(Severity.FAILS),
                ROOM_OF_FAILURES);
        section(
                "⚠️ Worth a look",
                Severity.WARNS,
                comparison.worthALook(),
                comparison.tasksToLookAt(),
                ROOM_OF_WARNINGS);
        variants();
        commands();
        rows(suspiciousTasks(), ROOM_OF_SUSPECTS);
        folded();
        text.append(TaskTable.legend())
                .append(comparison.sessionsNote().map(note -> " " + note).orElse(""))
                .append("\n");
        opportunities();
        tables();
        return text.toString();
    }

    private void opportunities() {
        List<String> top = MarkdownWaste.top(comparison);
        if (!top.isEmpty()) {
            text.append("\n💡 Top opportunities to save:\n\n")
                    .append(top, ROOM_OF_OPPORTUNITIES, "finding", "- %s\n")
                    .append(comparison
                            .wasteNote()
                            .map(note -> "\n" + note + "\n")
                            .orElse(""));
        }
    }

    private void tables() {
        Metric metric = comparison.policy().metric();
        List<String> all = new ArrayList<>(List.of(
                new MarkdownVariants(comparison.policy().passRateMargin()).table(variants),
                MarkdownTargets.of(worstFirst()),
                MarkdownWaste.all(comparison),
                new MarkdownRuns(metric).of(suspiciousTasks()),
                new MarkdownEfficiency(metric, comparison.prices()).of(worstFirst()),
                MarkdownAgents.of(worstFirst())));
        comparison.cost().ifPresent(cost -> all.addAll(new MarkdownCost(cost).of(worstFirst())));
        all.removeIf(String::isEmpty);
        text.append(all, all.size() * MarkdownFold.MOST_CHARACTERS, "table", "\n%s\n");
    }

    private String ofModule() {
        return comparison.module().isEmpty() ? "" : " of " + MarkdownText.escaped(comparison.module());
    }

    private void builds() {
        String sentences = Stream.concat(
                        Stream.of(builds.sentences()),
                        Stream.concat(
                                        comparison.cost().stream()
                                                .flatMap(cost -> Stream.concat(
                                                        Stream.concat(
                                                                Stream.of(cost.sentence()),
                                                                comparison.costNote().stream()),
                                                        Stream.of(cost.test())
                                                                .filter(TestPrice::isGraded)
                                                                .map(TestPrice::sentence))),
                                        comparison.replayNote().stream())
                                .map(MarkdownText::escaped))
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining(" "));
        if (!sentences.isEmpty()) {
            text.append(sentences).append("\n\n");
        }
    }

    private String headline() {
        int failing = comparison.tasksThat(Severity.FAILS).size();
        int all = comparison.tasks().size();
        if (Gate.decide(comparison).passes()) {
            return "passed, " + Figures.count(all, "task", "tasks");
        }
        return "failed, " + failing + " of " + Figures.count(all, "task", "tasks");
    }

    private void section(String title, Severity severity, List<String> ofNoTask, List<JudgedTask> told, int room) {
        List<String> problems = ofNoTask.stream()
                .map(sentence -> item(withoutCommand(sentence)))
                .toList();
        List<String> entries = new ArrayList<>();
        if (severity == Severity.FAILS) {
            costsBesideTheVerdict()
                    .forEach((task, found) -> entries.add(item(Sentence.of(task.shortName() + " " + found))));
        }
        entries.addAll(entries(told.stream().sorted(WORST_FIRST).toList(), room / 2));
        if (!problems.isEmpty() || !entries.isEmpty()) {
            text.append(title).append(":\n\n");
            // new waste may be much, and must leave room for why tasks fail
            int ofProblems = Math.min(room / 3, String.join("", problems).length() + ROOM_OF_REMARK);
            text.append(problems, ofProblems, "finding", "- %s\n");
            text.append(entries, room - ofProblems, "finding", "- %s\n").append("\n");
        }
    }

    private void variants() {
        List<String> entries = new MarkdownVariants(comparison.policy().passRateMargin()).entries(variants);
        if (!entries.isEmpty()) {
            text.append("Variants:\n\n");
            text.append(entries, ROOM_OF_VARIANTS, "variant", "- %s\n").append("\n");
        }
    }

    /** Return what fails by its cost without that being the verdict that its task shows. */
    private Map<TaskId, String> costsBesideTheVerdict() {
        Map<TaskId, String> costs = new LinkedHashMap<>();
        comparison
                .tasks()
                .forEach(task -> FailingCost.findings(task)
                        .filter(finding -> !finding.verdict().equals(task.verdict()))
                        .forEach(finding -> costs.put(
                                task.comparison().task(), finding.verdict().because())));
        return costs;
    }

    /** Return one entry per task; a remedy shared by several tasks follows the last of them. */
    private static List<String> entries(List<JudgedTask> tasks, int roomOfTexts) {
        List<String> entries = new ArrayList<>();
        MarkdownTexts texts = new MarkdownTexts(roomOfTexts / Math.max(1, tasks.size()));
        Findings.byRemedy(tasks).forEach((remedy, ofRemedy) -> {
            ofRemedy.forEach(task -> entries.add(item(task.statement())
                    + task.reasons().stream().map(reason -> "  " + item(reason)).collect(Collectors.joining())
                    + texts.of(task)));
            entries.set(entries.size() - 1, entries.get(entries.size() - 1) + item(remedy.withoutCommand()));
        });
        return entries;
    }

    private void commands() {
        Set<TaskId> wasteful = comparison.opportunities().stream()
                .filter(found -> found.isNew().orElse(false))
                .map(Opportunity::task)
                .collect(Collectors.toSet());
        List<JudgedTask> acceptable = comparison.tasks().stream()
                .filter(task -> task.verdict().remedy().command().isPresent()
                        || wasteful.contains(task.comparison().task()))
                .toList();
        Stream<String> accept = Stream.concat(
                Stream.of(acceptable)
                        .filter(tasks -> !tasks.isEmpty())
                        .map(tasks -> AcceptCommand.naming(Findings.ids(tasks))),
                Stream.of(AcceptCommand.ALL).filter(this::isAskedFor));
        if (!suspiciousTasks().isEmpty() && !builds.gitDiffs().isEmpty()) {
            command("What changed since the baseline", String.join("\n", builds.gitDiffs()));
        }
        String commands = accept.collect(Collectors.joining("\n"));
        if (!commands.isEmpty()) {
            command("Accept what was measured", commands);
        }
    }

    private boolean isAskedFor(String command) {
        return comparison.problems().stream().map(BuildProblem::sentence).anyMatch(text -> text.contains(command));
    }

    private void command(String purpose, String typed) {
        text.append(purpose + ":\n\n```sh\n" + typed + "\n```\n\n");
    }

    private List<JudgedTask> suspiciousTasks() {
        return worstFirst().stream()
                .filter(task -> task.severity() != Severity.PASSES)
                .toList();
    }

    private List<JudgedTask> worstFirst() {
        return comparison.tasks().stream().sorted(WORST_FIRST).toList();
    }

    private void folded() {
        List<JudgedTask> passing = comparison.tasksThat(Severity.PASSES);
        Collection<String> toldAbove = costsBesideTheVerdict().values();
        List<String> notes = Findings.notes(comparison, Remedy::withoutCommand).stream()
                .filter(note -> !comparison.replayNote().equals(Optional.of(note)))
                .filter(note -> toldAbove.stream().noneMatch(note::contains))
                .map(MarkdownReport::item)
                .toList();
        if (passing.isEmpty() && notes.isEmpty()) {
            return;
        }
        text.append("<details>\n<summary>"
                + (passing.isEmpty()
                        ? "What else"
                        : Figures.count(passing.size(), "task that passes", "tasks that pass") + ", and what else")
                + " is worth knowing</summary>\n\n");
        if (!notes.isEmpty()) {
            text.append(notes, ROOM_OF_NOTES, "remark", "- %s\n").append("\n");
        }
        List<JudgedTask> moved = passing.stream().filter(table::hasMoved).toList();
        rows(moved, ROOM_OF_PASSING);
        if (moved.size() < passing.size()) {
            text.append(Figures.count(passing.size() - moved.size(), "task", "tasks") + " did not move.\n\n");
        }
        text.append("</details>\n\n");
    }

    private void rows(List<JudgedTask> tasks, int room) {
        if (!tasks.isEmpty()) {
            text.append(table.head());
            text.append(tasks, table::row, room, "task", "\n%s\n").append("\n");
        }
    }

    private static String withoutCommand(String sentence) {
        return ACCEPTING.matcher(sentence).replaceFirst(".");
    }

    private static String item(String sentence) {
        return "- " + MarkdownText.escaped(sentence) + "\n";
    }
}
