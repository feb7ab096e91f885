package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.cost.SuiteCost;
import dev.tokenbudget.internal.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What all tasks cost, in one look.
 *
 * @param run one run of each task, before and now
 * @param notes what that means, from the month's cost to the models without a price
 */
record CostTile(String run, List<String> notes) {

    /** Show {@code cost}, of which the cost of all runs is that {@code of} them. */
    static CostTile of(SuiteCost cost, String of) {
        List<String> notes = new ArrayList<>();
        cost.drift().stream().mapToObj(Figures::percent).forEach(notes::add);
        cost.perMonth().stream()
                .mapToObj(usd -> Figures.usd(usd) + " a month at "
                        + Figures.count(cost.runsPerMonth().orElse(0), "run", "runs") + " of each task")
                .forEach(notes::add);
        cost.bill().usd().map(usd -> Figures.usd(usd) + " for " + of).ifPresent(notes::add);
        if (cost.test().isGraded()) {
            notes.add(cost.test().wholeInWords() + " with their judges");
        }
        cost.bill().unknownBecause().ifPresent(notes::add);
        return new CostTile(change(cost.before(), cost.after()), notes);
    }

    /** Return two amounts in words, before → now; one that is not known is left out, or said to be unknown. */
    static String change(OptionalDouble before, OptionalDouble after) {
        if (after.isEmpty()) {
            return "not known";
        }
        String now = Figures.usd(after.getAsDouble());
        return before.isEmpty() || before.getAsDouble() == after.getAsDouble()
                ? now
                : Figures.usd(before.getAsDouble(), after.getAsDouble()) + " → " + now;
    }
}
