package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.text.ForeignText;
import dev.tokenbudget.internal.text.Sentence;
import dev.tokenbudget.internal.verdict.AcceptCommand;
import dev.tokenbudget.internal.verdict.Plan;
import dev.tokenbudget.internal.verdict.PlannedTask;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A plan as a table for the console, and what follows from it. */
public final class PlanTable {

    private static final List<String> HEAD = List.of(
            "task",
            "baseline",
            "build",
            "CV",
            "tolerance",
            "finds",
            "finds at equal calls",
            "runs to add",
            "tokens once",
            "cost once");
    private static final int FIRST_NUMBER = 1;
    private static final String NOTHING = "-";

    private PlanTable() {}

    /** Return the lines of the table, of its legend, of what stands in the way, and of what to do. */
    public static List<String> of(Plan plan) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        plan.tasks().forEach(task -> rows.add(row(task)));
        List<String> lines = new ArrayList<>(AlignedRows.of(rows, FIRST_NUMBER, HEAD.size() - 1));
        lines.add(legend(plan.questions()));
        plan.tasks().stream()
                .filter(task -> !task.obstacle().isEmpty())
                .map(task -> ForeignText.line(Sentence.of(task.task().shortName() + " " + task.obstacle())))
                .forEach(lines::add);
        lines.add(advice(plan));
        return lines;
    }

    private static String legend(int questions) {
        return questions == 0
                ? "Means are compared as they are, so that every growth beyond the tolerance is found, be it chance or not."
                : "finds: the smallest drift of a task's tokens that 4 of 5 builds find, with the runs, the tolerance and the "
                        + Figures.count(questions, "question", "questions")
                        + " of a build as they are; at equal calls: where each call grew, and not their number. runs to add:"
                        + " what the baseline lacks so that 4 of 5 builds find a drift of twice the tolerance, whatever its"
                        + " cause.";
    }

    private static String advice(Plan plan) {
        if (plan.lacking().isEmpty()) {
            return "No baseline lacks runs that are known to be needed.";
        }
        int sessions = plan.missingSessions();
        return "To let the baseline grow" + (sessions > 1 ? ", on " + sessions + " days, since days differ" : "")
                + ": mvn verify -Dtokenbudget.runs=" + plan.sessionRuns() + ", then "
                + AcceptCommand.adding(plan.lacking());
    }

    private static List<String> row(PlannedTask task) {
        boolean known = task.needed().isPresent();
        int missing = task.missing();
        return List.of(
                ForeignText.line(task.task().shortName()),
                String.valueOf(task.tokens().n()),
                runs(task.looks()),
                task.tokens().coefficientOfVariation().stream()
                        .mapToObj(Figures::share)
                        .findFirst()
                        .orElse(NOTHING),
                task.tolerance().toString(),
                percent(task.detectable()),
                percent(task.detectableSize()),
                known ? Figures.count(missing) : NOTHING,
                known ? Figures.count(Math.rint(missing * task.tokens().mean())) : NOTHING,
                task.cost()
                        .filter(unused -> known)
                        .map(cost -> Figures.usd(missing * cost.mean()))
                        .orElse(NOTHING));
    }

    private static String runs(Looks looks) {
        return looks.first() == looks.most() ? String.valueOf(looks.first()) : looks.first() + " to " + looks.most();
    }

    private static String percent(OptionalDouble drift) {
        return drift.isPresent() ? Figures.percent(drift.getAsDouble()) : NOTHING;
    }
}
