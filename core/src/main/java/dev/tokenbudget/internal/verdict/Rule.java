package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.settings.Mode;
import dev.tokenbudget.internal.settings.Setting;
import java.util.Optional;

/**
 * What is demanded of one figure of some tasks.
 *
 * @param tasks which tasks are meant
 * @param metric the metric that is compared
 * @param statistic its mean or one of its percentiles
 * @param tolerance how far it may move; where absent, the module's tolerance holds
 * @param mode how chance is dealt with
 * @param alpha the accepted share of false alarms, between 0 and 1
 */
public record Rule(
        TaskGlob tasks, Metric metric, Statistic statistic, Optional<Tolerance> tolerance, Mode mode, double alpha) {

    /** The accepted share of false alarms where nothing else is configured. */
    static final double DEFAULT_ALPHA = Double.parseDouble(Setting.ALPHA.defaultValue());

    public Rule {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException(
                    "alpha is a share between 0 and 1, such as " + DEFAULT_ALPHA + ", but got " + alpha + ".");
        }
    }

    /** Return the rule that holds for every task where no other does: the mean of {@code metric}. */
    public static Rule forAll(Metric metric) {
        return forAll(metric, Mode.DEFAULT, DEFAULT_ALPHA);
    }

    /** Return the rule on the mean of {@code metric} of every task. */
    static Rule forAll(Metric metric, Mode mode, double alpha) {
        return new Rule(new TaskGlob("*"), metric, Statistic.MEAN, Optional.empty(), mode, alpha);
    }

    /** Whether this judges the mean of all tokens: what a task's annotation speaks of. */
    boolean judgesMeanOfTotal() {
        return metric.equals(Metric.TOTAL) && statistic == Statistic.MEAN;
    }

    /** Return this rule for figures in which there is no chance; what is only reported stays so. */
    Rule exact() {
        return mode == Mode.REPORT ? this : new Rule(tasks, metric, statistic, tolerance, Mode.EXACT, alpha);
    }

    /** Return this rule as a reader of the POM knows it, such as "task Plan*, metric calls, statistic mean, mode strict". */
    String inWords() {
        return "task " + tasks.pattern() + ", metric " + metric.key() + ", statistic " + statistic.key() + ", mode "
                + mode.key() + ", alpha " + alpha;
    }
}
