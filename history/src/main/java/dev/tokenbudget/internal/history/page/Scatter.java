package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.html.Scale;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.text.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Tasks by what a run uses and how often it succeeds.
 *
 * @param bubbles one for each task, the largest first
 * @param legend the agents
 * @param ticks tokens under the plot
 * @param levels rates of success beside it
 * @param leftOut how many tasks are not in it, in words, and why
 */
record Scatter(
        List<Bubble> bubbles,
        List<Agents.Key> legend,
        List<Scale.Tick> ticks,
        List<Scale.Tick> levels,
        Optional<String> leftOut) {

    private static final double SMALLEST = 4;
    private static final double LARGEST = 24;

    /** Many circles are smaller, so that they leave each other room. */
    private static final double LARGEST_OF_ALL = 140;

    private static final double LETTER_FROM = 8;
    private static final Scale SUCCESS = new Scale(-0.08, 1.08);

    /**
     * A task.
     *
     * @param x where it stands, as a length of SVG
     * @param y where it stands, as a length of SVG
     * @param radius in pixels; its square is to the square of others as their numbers of runs
     */
    record Bubble(
            String x,
            String y,
            double radius,
            Agents.Key agent,
            String task,
            String anchor,
            String runs,
            String tokens,
            String success) {

        /** Whether there is room for a letter in it. */
        boolean lettered() {
            return radius >= LETTER_FROM;
        }
    }

    /** A task that has a place in the plot. */
    private record Placed(FigureRow row, double tokens, double success) {}

    /** Draw the tasks of {@code rows}; nothing where none has a place. */
    static Optional<Scatter> of(List<FigureRow> rows, Agents agents) {
        List<Placed> placed = placed(rows);
        if (placed.isEmpty()) {
            return Optional.empty();
        }
        LogAxis axis =
                LogAxis.around(placed.stream().mapToDouble(Placed::tokens).toArray());
        long most =
                placed.stream().mapToLong(task -> task.row.group().runs()).max().orElse(1);
        double largest = Math.min(LARGEST, LARGEST_OF_ALL / Math.sqrt(placed.size()));
        List<Bubble> bubbles = placed.stream()
                .map(task -> bubble(task, axis, most, largest, agents))
                .sorted(Comparator.comparingDouble(Bubble::radius).reversed())
                .toList();
        long used = rows.stream().filter(FigureRow::isUsed).count();
        return Optional.of(new Scatter(bubbles, agents.legend(), axis.ticks(), rates(), leftOut(used - placed.size())));
    }

    private static List<Placed> placed(List<FigureRow> rows) {
        List<Placed> placed = new ArrayList<>();
        for (FigureRow row : rows) {
            double tokens = row.group().tokens().map(SampleSummary::mean).orElse(0.0);
            if (tokens > 0 && row.group().successRate().isPresent()) {
                placed.add(new Placed(row, tokens, row.group().successRate().getAsDouble()));
            }
        }
        return placed;
    }

    private static Bubble bubble(Placed task, LogAxis axis, long most, double largest, Agents agents) {
        RunGroup group = task.row.group();
        double radius = Math.max(SMALLEST, largest * Math.sqrt((double) group.runs() / most));
        return new Bubble(
                axis.percent(task.tokens),
                SUCCESS.percent(1 - task.success),
                Math.round(radius * 10) / 10.0,
                agents.of(task.row.name()),
                task.row.name(),
                TaskItem.anchor(task.row.name()),
                Figures.count(group.runs()),
                group.meanTokens(),
                Figures.share(task.success));
    }

    private static List<Scale.Tick> rates() {
        List<Scale.Tick> rates = new ArrayList<>();
        for (int quarter = 0; quarter <= 4; quarter++) {
            double rate = quarter / 4.0;
            rates.add(new Scale.Tick(SUCCESS.percent(1 - rate), Figures.share(rate), "end"));
        }
        return rates;
    }

    private static Optional<String> leftOut(long tasks) {
        return tasks == 0
                ? Optional.empty()
                : Optional.of(Figures.count(tasks, "task has", "tasks have")
                        + " no place in it, because the tokens or the outcome of no run are known.");
    }

    /** Return the plot in a sentence. */
    String inWords() {
        return "Tasks by mean tokens of a run and share of runs that succeeded: "
                + Figures.count(bubbles.size(), "task", "tasks") + " in all. The table below says the same.";
    }
}
