package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.text.Sentence;
import dev.tokenbudget.internal.verdict.Plan;
import dev.tokenbudget.internal.verdict.PlannedTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A plan as a table for the console, and what follows from it. */
public final class PlanTable {

    private static final List<String> HEAD = List.of(
            "task",
            "baseline",
            "build",
            "CV",
            "MDE",
            "tolerance",
            "needed",
            "tokens once",
            "tokens a build",
            "cost once",
            "cost a build");
    private static final int FIRST_NUMBER = 1;
    private static final String NOTHING = "-";

    private PlanTable() {}

    /** Return the lines of the table, of its legend, of what stands in the way, and of what to do. */
    public static List<String> of(Plan plan) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        plan.tasks().forEach(task -> rows.add(row(task)));
        List<String> lines = new ArrayList<>(AlignedRows.of(rows, FIRST_NUMBER, HEAD.size() - 1));
        lines.add(
                "MDE is the smallest drift that the runs of the baseline and of a build show in 4 of 5 builds. It takes as"
                        + " many runs as are needed, in the baseline and again in a build, to show a drift of the tolerance as"
                        + " surely: what the baseline lacks is paid once, and the rest by each build.");
        plan.tasks().stream()
                .filter(task -> !task.obstacle().isEmpty())
                .map(task -> ConsoleLine.of(Sentence.of(task.task().shortName() + " " + task.obstacle())))
                .forEach(lines::add);
        lines.add(advice(plan.missing()));
        return lines;
    }

    private static String advice(int missing) {
        return missing == 0
                ? "No baseline lacks runs that are known to be needed."
                : "To let the baseline grow: mvn verify -Dtokenbudget.runs=" + missing
                        + ", then mvn tokenbudget:accept -Dtokenbudget.add -Dtokenbudget.reason=\"more runs\".";
    }

    private static List<String> row(PlannedTask task) {
        double mean = task.tokens().mean();
        boolean known = task.needed().isPresent();
        int needed = task.needed().orElse(0);
        Function<SampleSummary, String> once = cost -> Figures.usd(task.missing() * cost.mean());
        Function<SampleSummary, String> everyBuild = cost -> Figures.usd(needed * cost.mean());
        Optional<SampleSummary> cost = task.cost().filter(unused -> known);
        return List.of(
                ConsoleLine.of(task.task().shortName()),
                String.valueOf(task.tokens().n()),
                String.valueOf(task.runsOfBuild()),
                task.tokens().coefficientOfVariation().stream()
                        .mapToObj(Figures::share)
                        .findFirst()
                        .orElse(NOTHING),
                task.detectable().stream()
                        .mapToObj(Figures::percent)
                        .findFirst()
                        .orElse(NOTHING),
                task.tolerance().toString(),
                known ? Figures.count(needed) : NOTHING,
                known ? Figures.count(Math.rint(task.missing() * mean)) : NOTHING,
                known ? Figures.count(Math.rint(needed * mean)) : NOTHING,
                cost.map(once).orElse(NOTHING),
                cost.map(everyBuild).orElse(NOTHING));
    }
}
