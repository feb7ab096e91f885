package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.settings.Mode;
import java.util.EnumSet;
import java.util.Set;

/**
 * When a task has been run often enough. Runs cost money: a task is looked at after its first runs, and again each time
 * their number has doubled, and goes on only while its mean is suspicious and not yet beyond doubt.
 *
 * @param first runs before the first look, at least 1
 * @param most runs at the last look, at least {@code first}
 */
public record SamplingSchedule(int first, int most) {

    /** The share of the tolerance that must be used up at the first, second and every later look. */
    private static final double[] SUSPICIOUS = {1.0 / 3, 1.0 / 2, 2.0 / 3};

    public SamplingSchedule {
        if (first < 1 || most < first) {
            throw new IllegalArgumentException("Runs are 1 or more, and maxRuns no fewer than runs, but got runs = "
                    + first + " and maxRuns = " + most + ".");
        }
    }

    /** Return the number of runs at the next look after {@code runs} runs; {@code runs} itself where none is left. */
    public int next(int runs) {
        long look = first;
        while (look <= runs && look < most) {
            look *= 2;
        }
        return (int) Math.max(runs, Math.min(look, most));
    }

    /** What a look at a figure says. */
    private enum Answer {
        /** More runs are not worth their money. */
        ENOUGH,
        /** Only more runs tell. */
        MORE,
        /** It drifted beyond doubt. */
        DRIFTED
    }

    /**
     * Whether more runs may change the verdict on a task: not where it needs no statistics (a new or an unmeasurable task, a
     * budget exceeded), nor where nothing is asked of chance or the answer is for information alone, nor where one of its
     * figures drifted beyond doubt, by its fixed prompt alone or by all that its runs say: nothing that more runs tell of
     * another figure could make that good.
     *
     * @param task what was accepted, and measured so far
     * @param policy what is demanded of it
     */
    public boolean goesOn(TaskComparison task, Policy policy) {
        if (Measurability.verdictOn(task, policy).isPresent()) {
            return false;
        }
        Set<Answer> answers = EnumSet.noneOf(Answer.class);
        policy.rulesFor(task.task()).stream()
                .filter(rule -> rule.mode().isWorthRuns() && rule.statistic() == Statistic.MEAN)
                .flatMap(rule -> FigureComparison.of(task, rule, policy.tolerance()).stream())
                .forEach(figure -> answers.add(answer(task, figure)));
        return answers.contains(Answer.MORE) && !answers.contains(Answer.DRIFTED);
    }

    private Answer answer(TaskComparison task, FigureComparison figure) {
        if (StructuralRule.findsDrift(task, figure)) {
            return Answer.DRIFTED;
        }
        Answer answer = answer(new InterimLook(
                figure.task(), figure.rule().metric(), figure.before(), figure.after(), figure.tolerance()));
        // what is beyond doubt against no drift at all need not be so against the tolerance
        return answer == Answer.DRIFTED && figure.rule().mode() == Mode.STRICT ? Answer.ENOUGH : answer;
    }

    /**
     * Whether more runs are needed after a look at one metric.
     *
     * @param task the task
     * @param metric the metric that is judged
     * @param before what was accepted of it
     * @param after its samples so far, at least one
     * @param tolerance how far its mean may move
     */
    public boolean goesOn(TaskId task, Metric metric, MetricBaseline before, double[] after, Tolerance tolerance) {
        return answer(new InterimLook(task, metric, before, after, tolerance)) == Answer.MORE;
    }

    private Answer answer(InterimLook look) {
        if (look.runs() >= most || !look.isSuspicious(SUSPICIOUS[look(look.runs())]) || !look.areRunsWorthMore()) {
            return Answer.ENOUGH;
        }
        return look.isBeyondDoubt() ? Answer.DRIFTED : Answer.MORE;
    }

    /**
     * Whether {@code movement} is so small that a task stops at any look: it enters the correction for many questions with
     * p = 1, because nobody can say what more runs would have shown.
     */
    static boolean isFutile(Movement movement, Tolerance tolerance) {
        return !InterimLook.isSuspicious(
                movement.before(), movement.after(), tolerance, SUSPICIOUS[SUSPICIOUS.length - 1]);
    }

    private int look(int runs) {
        int look = 0;
        for (long at = first; at < runs && look < SUSPICIOUS.length - 1; at *= 2) {
            look++;
        }
        return look;
    }
}
