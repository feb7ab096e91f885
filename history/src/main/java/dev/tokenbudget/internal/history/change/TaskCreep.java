package dev.tokenbudget.internal.history.change;

import dev.tokenbudget.internal.statistics.Drift;
import dev.tokenbudget.internal.text.Figures;
import java.util.List;

/**
 * What the accepted steps of a task add up to.
 *
 * @param task the task's name
 * @param steps the steps, in the order in which they were accepted; at least one
 */
public record TaskCreep(String task, List<AcceptedStep> steps) {

    public TaskCreep {
        steps = List.copyOf(steps);
    }

    /** Return mean tokens of a run before the first step. */
    public double before() {
        return steps.get(0).before();
    }

    /** Return mean tokens of a run after the last step. */
    public double after() {
        return steps.get(steps.size() - 1).after();
    }

    /** Return the growth: 0.26 for +26 %. */
    public double growth() {
        return Drift.of(before(), after());
    }

    String inWords() {
        return task + ": " + Figures.percent(growth()) + " in " + Figures.count(steps.size(), "step", "steps")
                + ", from " + Figures.count(Math.rint(before())) + " to " + Figures.count(Math.rint(after()))
                + " tokens a run";
    }
}
