package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.report.LazyList;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Gate;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.Opportunity;
import dev.tokenbudget.internal.verdict.Severity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole report.
 *
 * @param verdict what became of the build
 * @param passed whether it passed
 * @param build the build's id
 * @param commit the commit that was built, where known
 * @param measured when the first run began, where there was one
 * @param overview the report in one look
 * @param problems what fails the build as a whole, whole sentences
 * @param warnings what else is worth knowing of the measurement, whole sentences
 * @param unit what is compared
 * @param variants the variants of each task that was run in several
 * @param tasks every task, those that need a look first
 * @param costs what all tasks cost together, where a price list was applied
 * @param waste what tasks need not spend, the largest saving first, whole sentences
 * @param wasteNote what was not compared for new waste
 * @param style what makes it readable
 * @param script what sorts and filters
 */
record Page(
        String verdict,
        boolean passed,
        String build,
        Optional<String> commit,
        Optional<String> measured,
        Overview overview,
        Folded<String> problems,
        Folded<String> warnings,
        String unit,
        Folded<VariantTable> variants,
        List<TaskView> tasks,
        Optional<CostSection> costs,
        Folded<String> waste,
        Optional<String> wasteNote,
        Inline style,
        Inline script) {

    private static final int MOST_OPEN = 10;
    private static final int MOST_SENTENCES = 20;
    private static final int MOST_VARIANTS = 5;
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT);

    /** Return what the browser's window is called. */
    String title() {
        return verdict;
    }

    /** Return the verdicts that a reader may choose. */
    List<Choice> choices() {
        return overview.verdicts().stream()
                .map(count -> new Choice(count.mark().verdict(), count.tasks()))
                .toList();
    }

    /** Return the orders that a reader may choose. */
    List<Order> orders() {
        return List.of(
                new Order("order", "what needs a look"),
                new Order("most drift", "largest growth"),
                new Order("least drift", "largest fall"),
                new Order("most tokens", "most tokens"),
                new Order("name", "name"));
    }

    /** Return what is not shown of very many tasks, as a sentence; nothing where all is. */
    Optional<String> leftOut() {
        return Detail.leftOut(tasks.size());
    }

    /** Whether there is something to say of the build as a whole. */
    boolean hasNotes() {
        return !problems.isEmpty() || !warnings.isEmpty();
    }

    /** Whether a task was run in several variants. */
    boolean hasVariants() {
        return !variants.isEmpty();
    }

    /** Whether a task spends what it need not. */
    boolean hasWaste() {
        return !waste.isEmpty();
    }

    static Page of(Comparison comparison) {
        return new Page(
                verdict(comparison),
                Gate.decide(comparison).passes(),
                comparison.build().id(),
                comparison.build().commit().map(Origin::abbreviated),
                measured(comparison),
                Overview.of(comparison),
                Folded.after(MOST_SENTENCES, comparison.problemsThat(Severity.FAILS)),
                Folded.after(
                        MOST_SENTENCES,
                        Stream.concat(comparison.worthALook().stream(), comparison.replayNote().stream())
                                .toList()),
                comparison.policy().metric().unit(),
                Folded.after(
                        MOST_VARIANTS,
                        comparison.variants().stream().map(VariantTable::of).toList()),
                tasks(comparison),
                comparison.cost().map(cost -> CostSection.of(cost, comparison)),
                Folded.after(
                        MOST_SENTENCES,
                        comparison.opportunities().stream()
                                .map(Opportunity::sentence)
                                .toList()),
                comparison.wasteNote(),
                Inline.of(Page.class, "report.css"),
                Inline.of(Page.class, "report.js"));
    }

    private static String verdict(Comparison comparison) {
        String tasks = Figures.count(comparison.tasks().size(), "task", "tasks");
        int failing = comparison.tasksThat(Severity.FAILS).size();
        int warning = comparison.tasksThat(Severity.WARNS).size();
        if (!Gate.decide(comparison).passes()) {
            return failing == 0 ? "Failed: the suite as a whole" : "Failed: " + failing + " of " + tasks;
        }
        return warning == 0 ? "Passed: " + tasks : "Passed: " + warning + " of " + tasks + " worth a look";
    }

    private static Optional<String> measured(Comparison comparison) {
        return comparison.tasks().stream()
                .flatMap(task -> task.comparison().after().stream())
                .map(TaskRuns::started)
                .min(Comparator.naturalOrder())
                .map((Instant start) -> start.atOffset(ZoneOffset.UTC).format(MINUTES));
    }

    private static List<TaskView> tasks(Comparison comparison) {
        List<JudgedTask> sorted = comparison.tasks().stream()
                .map(task -> Ranked.of(task, comparison))
                .sorted(Ranked.WORST_FIRST)
                .map(Ranked::task)
                .toList();
        return new LazyList<>(sorted.size(), place -> {
            JudgedTask task = sorted.get(place);
            boolean open = task.severity() == Severity.FAILS && place < MOST_OPEN;
            return TaskView.of(task, comparison, Detail.at(place), open);
        });
    }

    /** A task and what its place in the report depends on. */
    private record Ranked(JudgedTask task, Severity severity, double moved) {

        static final Comparator<Ranked> WORST_FIRST = Comparator.comparing(Ranked::severity)
                .thenComparing(Ranked::moved)
                .reversed()
                .thenComparing(ranked -> ranked.task().comparison().task());

        static Ranked of(JudgedTask task, Comparison comparison) {
            double drift = task.comparison().drift(comparison.policy().metric()).orElse(0);
            return new Ranked(task, task.severity(), Math.abs(drift));
        }
    }
}
