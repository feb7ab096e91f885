package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.cost.SuiteCost;
import dev.tokenbudget.internal.cost.TaskCost;
import dev.tokenbudget.internal.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What a task costs, as a sentence. */
final class CostLine {

    private CostLine() {}

    /** Return the cost of a run, of a success and, where {@code suite} knows how many runs a month has, of a month. */
    static String of(TaskCost cost, SuiteCost suite) {
        if (cost.after().isEmpty()) {
            return "What a run costs is not known"
                    + cost.bill().unknownBecause().map(reason -> ": " + reason).orElse("") + ".";
        }
        List<String> parts = new ArrayList<>();
        parts.add("A run costs " + CostTile.change(cost.before(), cost.after())
                + cost.drift().stream()
                        .mapToObj(drift -> " (" + Figures.percent(drift) + ")")
                        .findFirst()
                        .orElse(""));
        cost.perSuccess().stream()
                .mapToObj(usd -> "a success " + Figures.usd(usd))
                .forEach(parts::add);
        OptionalLong runs = suite.runsPerMonth();
        runs.stream()
                .mapToObj(cost::of)
                .flatMap(month -> month.stream().mapToObj(usd -> "a month " + Figures.usd(usd)))
                .forEach(parts::add);
        return String.join(", ", parts) + ".";
    }
}
