package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.report.DeepLink;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A task of the report: a line that sums it up, and behind it why it moved and what its runs did. */
record TaskView(
        String name,
        String anchor,
        String link,
        Mark mark,
        boolean open,
        boolean full,
        String before,
        String after,
        String drift,
        Optional<DriftBar> bar,
        Sorting sorting,
        String statement,
        Optional<String> sizeAndCalls,
        Optional<RemedyView> remedy,
        List<String> remarks,
        Optional<String> cost,
        Optional<CauseTable> causes,
        List<TextView> texts,
        Optional<DotPlot> plot,
        List<FigureRow> figures,
        List<FindingRow> findings,
        List<TargetRow> targets,
        Optional<EfficiencyTable> efficiency,
        List<AgentRow> agents,
        Optional<CallTable> calls,
        List<RunRow> runs,
        Samples samples,
        Origin origin) {

    /** Whether there are figures to show. */
    boolean measured() {
        return !figures.isEmpty();
    }

    /** Whether there are rules to show. */
    boolean judged() {
        return full && !findings.isEmpty();
    }

    /** Whether there are targets to show. */
    boolean targeted() {
        return !targets.isEmpty();
    }

    /** Whether there are texts of prompts to show. */
    boolean changed() {
        return !texts.isEmpty();
    }

    /** Whether a row tells of tokens at an equal number of calls. */
    boolean sized() {
        return findings.stream().anyMatch(FindingRow::part);
    }

    /** Whether calls name their agents. */
    boolean split() {
        return !agents.isEmpty();
    }

    /** Whether samples are shown, or why there are none. */
    boolean sampled() {
        return !samples.equals(Samples.NONE);
    }

    /** Whether runs are shown one by one. */
    boolean listed() {
        return !runs.isEmpty();
    }

    /**
     * Show a task.
     *
     * @param detail how much of it
     * @param open whether it is unfolded at first
     */
    static TaskView of(JudgedTask task, Comparison comparison, Detail detail, boolean open) {
        TaskId id = task.comparison().task();
        Metric metric = comparison.policy().metric();
        Sides sides = Sides.of(task.comparison(), metric);
        Values values = detail.showsRuns() ? Values.of(task.comparison(), metric) : Values.NONE;
        return new TaskView(
                id.shortName(),
                id.anchor(),
                DeepLink.to(id),
                Mark.of(task, comparison),
                open,
                detail == Detail.FULL,
                sides.meanBefore(),
                sides.after().isEmpty() ? atLeast(task, metric) : known(sides.meanAfter(), task.label(metric)),
                sides.driftBeside(task.toleranceOf(metric)),
                DriftBar.of(task, sides),
                Sorting.of(sides),
                task.statement(),
                task.sizeAndCalls(),
                RemedyView.of(task),
                task.remarks(),
                cost(task.comparison(), comparison),
                causes(task, detail),
                detail == Detail.FULL ? TextView.of(task) : List.of(),
                detail.showsRuns() ? DotPlot.of(task, sides, values) : Optional.empty(),
                FigureRow.of(task.comparison(), detail.figures()),
                task.findings().stream().flatMap(FindingRow::of).toList(),
                detail.showsRuns() ? TargetRow.of(task) : List.of(),
                detail == Detail.FULL ? EfficiencyTable.of(task, comparison.prices()) : Optional.empty(),
                detail == Detail.FULL ? AgentRow.of(task.comparison()) : List.of(),
                detail.showsRuns() ? CallTable.of(task, detail.calls()) : Optional.empty(),
                task.comparison().after().stream()
                        .filter(runs -> detail.runs() > 0)
                        .flatMap(runs -> runs.runs().stream())
                        .limit(detail.runs())
                        .map(RunRow::of)
                        .toList(),
                detail.showsRuns() ? Samples.of(task.comparison(), sides, values) : Samples.NONE,
                Origin.of(task.comparison()));
    }

    private static String atLeast(JudgedTask task, Metric metric) {
        return task.comparison()
                .atLeast()
                .map(bound -> known("≥ " + metric.figure(bound.after()), task.label(metric)))
                .orElse(Sides.NOTHING);
    }

    /** Return a figure with how it is known, where the provider did not report it for this run. */
    static String known(String figure, String label) {
        return label.isEmpty() ? figure : figure + " (" + label + ")";
    }

    private static Optional<String> cost(TaskComparison task, Comparison comparison) {
        return task.after().isPresent()
                ? comparison
                        .cost()
                        .map(suite -> CostLine.of(task.cost(), suite)
                                + task.replay()
                                        .map(replay ->
                                                " The cost of a live run; " + replay.label(Metric.COST_USD) + ".")
                                        .orElse("")
                                + task.testPrice()
                                        .map(price -> " " + price.ofRun())
                                        .orElse(""))
                : Optional.empty();
    }

    private static Optional<CauseTable> causes(JudgedTask task, Detail detail) {
        return detail == Detail.FULL || task.verdict().movement().isPresent()
                ? task.explanation()
                        .map(found -> CauseTable.of(task, found))
                        .filter(causes -> causes.moved() || causes.told())
                : Optional.empty();
    }

    /** The numbers that a script sorts by; empty where they are not known. */
    record Sorting(String drift, String tokens) {

        static Sorting of(Sides sides) {
            OptionalDouble drift = sides.drift();
            return new Sorting(
                    drift.isPresent() ? number(drift.getAsDouble()) : "",
                    sides.after().map(side -> number(side.mean())).orElse(""));
        }

        private static String number(double value) {
            return Double.isFinite(value) ? BigDecimal.valueOf(value).toPlainString() : value > 0 ? "1e99" : "-1e99";
        }
    }
}
