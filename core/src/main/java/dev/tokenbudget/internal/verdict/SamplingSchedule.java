package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.settings.Mode;
import dev.tokenbudget.internal.statistics.SessionVariation;
import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * When a task has been run often enough. Runs cost money: a task is looked at after its first runs, and again each time
 * their number has doubled, and goes on only while its mean is suspicious and not yet beyond doubt.
 *
 * @param looks when the task's runs are looked at
 */
public record SamplingSchedule(Looks looks) {

    SamplingSchedule(int first, int most) {
        this(new Looks(first, most));
    }

    /** What a look at a figure says. */
    private enum Answer {
        /** More runs are not worth their money. */
        ENOUGH,
        /** Only more runs can show. */
        MORE,
        /** It drifted beyond doubt. */
        DRIFTED
    }

    /**
     * Whether more runs may change the verdict on a task: not where it needs no statistics (a new or an unmeasurable task, a
     * budget exceeded), nor where nothing is asked of chance or the answer is for information alone, nor where one of its
     * figures drifted beyond doubt, by its fixed prompt alone or by all that its runs say: whatever more runs
     * show of another figure, the task has drifted.
     *
     * @param task what was accepted, and measured so far
     * @param policy what is demanded of it
     * @param sessions how much sessions of the module differ
     */
    public boolean goesOn(TaskComparison task, Policy policy, SessionVariation sessions) {
        if (Measurability.verdictOn(task, policy).isPresent()) {
            return false;
        }
        Set<Answer> answers = EnumSet.noneOf(Answer.class);
        policy.rulesFor(task.task()).stream()
                .filter(rule -> rule.mode().isWorthRuns() && rule.statistic() == Statistic.MEAN)
                .flatMap(rule -> FigureComparison.of(task, rule, policy.tolerance(), sessions).stream())
                .forEach(figure -> answers.add(answer(task, figure)));
        return answers.contains(Answer.MORE) && !answers.contains(Answer.DRIFTED);
    }

    private Answer answer(TaskComparison task, FigureComparison figure) {
        if (StructuralRule.findsDrift(task, figure)) {
            return Answer.DRIFTED;
        }
        Answer answer = answer(figure);
        // what is beyond doubt against no drift at all need not be so against the tolerance
        return answer == Answer.DRIFTED && figure.rule().mode() == Mode.STRICT ? Answer.ENOUGH : answer;
    }

    /** Whether more runs are needed after a look at {@code figure} alone. */
    boolean goesOn(FigureComparison figure) {
        return answer(figure) == Answer.MORE;
    }

    private Answer answer(FigureComparison figure) {
        int runs = figure.after().length;
        if (runs >= looks.most() || !isMeanOpen(figure, runs) && !isSizeOpen(figure, runs)) {
            return Answer.ENOUGH;
        }
        return DriftSignificance.isDriftBeyondDoubt(figure) ? Answer.DRIFTED : Answer.MORE;
    }

    private boolean isMeanOpen(FigureComparison figure, int runs) {
        return isSuspicious(figure.movement(), figure.tolerance(), Hurdles.OF_MEAN.at(looks, runs))
                && figure.areRunsWorthMore();
    }

    private boolean isSizeOpen(FigureComparison figure, int runs) {
        double allowed = DriftRule.allowedRatio(figure.movement(), figure.tolerance()) - 1;
        return figure.size()
                .filter(size -> size.ratio() - 1 > Hurdles.OF_SIZE.at(looks, runs) * allowed)
                .filter(size -> figure.isNoiseOfRuns(size.variance()))
                .isPresent();
    }

    /** Whether the figure has used up {@code share} of its tolerance in either direction. */
    private static boolean isSuspicious(Movement movement, Tolerance tolerance, double share) {
        double before = movement.before();
        double after = movement.after();
        OptionalDouble lowest = tolerance.lowestAllowed(before);
        return after > before + share * (tolerance.highestAllowed(before) - before)
                || lowest.isPresent() && after < before - share * (before - lowest.getAsDouble());
    }
}
