package dev.tokenbudget.internal.statistics;

import java.util.List;

/**
 * How much the sessions of a module differ by themselves: providers change from day to day, and all runs of a session share its
 * day. However many runs a session has, its mean is one observation of the days.
 *
 * @param deviation standard deviation of the logarithm of a session's mean, nearly its coefficient of variation
 * @param degreesOfFreedom how well that is known
 */
public record SessionVariation(double deviation, double degreesOfFreedom) {

    /**
     * What is assumed where no baseline tells better. The degrees of freedom are no estimate, but a choice: a t distribution of
     * so many still finds +20 % of size in three of four builds whose days differ by 3 %, and fails at most one build in ten
     * whose days differ by 5 % (docs/verdicts.md, days differ).
     */
    public static final SessionVariation ASSUMED = new SessionVariation(0.03, 16);

    /** As many sessions as the assumption weighs against those that were seen. */
    private static final int ASSUMED_SESSIONS = 4;

    private static final int FEWEST_TASKS = 5;
    private static final double MOST_MEDIANS = 6;

    /**
     * What the sessions of one task tell.
     *
     * @param sessions how many there are, at least 2
     * @param variance of the logarithms of their sizes beyond what their runs explain; may be negative by chance
     */
    public record OfTask(int sessions, double variance) {}

    /**
     * Learn from the sessions of all tasks: s² = (4 · 0.03² + (k - 1) · v) / (4 + k - 1), where v is the mean variance that the tasks
     * show and k the number of sessions of the task that has most. Sessions are shared by tasks, so more tasks make them no more. A
     * task that scatters by itself counts for no more than six times the median, and fewer than five tasks do not tell what is the
     * days' and what is a task's own.
     */
    public static SessionVariation learntFrom(List<OfTask> tasks) {
        if (tasks.size() < FEWEST_TASKS) {
            return ASSUMED;
        }
        double assumed = ASSUMED.deviation * ASSUMED.deviation;
        double most = Math.max(
                assumed,
                MOST_MEDIANS
                        * Median.of(tasks.stream().mapToDouble(OfTask::variance).toArray()));
        double seen = Math.max(
                0,
                tasks.stream()
                        .mapToDouble(task -> Math.min(most, task.variance()))
                        .average()
                        .orElse(0));
        int sessions = tasks.stream().mapToInt(OfTask::sessions).max().orElse(1);
        int weight = sessions - 1;
        double variance = (ASSUMED_SESSIONS * assumed + weight * seen) / (ASSUMED_SESSIONS + weight);
        return new SessionVariation(Math.sqrt(variance), ASSUMED.degreesOfFreedom + weight);
    }

    /** Return of how many sessions this was learnt; 0 where it is assumed. */
    public int learntFrom() {
        return degreesOfFreedom > ASSUMED.degreesOfFreedom
                ? (int) (degreesOfFreedom - ASSUMED.degreesOfFreedom) + 1
                : 0;
    }

    /**
     * Return what separates one more session from the mean of others, s² (1 + Σ nᵢ² / (Σ nᵢ)²).
     *
     * @param runs how many runs each of the others has; empty where they are one
     */
    public SessionEffect against(List<Integer> runs) {
        double sum = runs.stream().mapToDouble(n -> n).sum();
        double squares = runs.stream().mapToDouble(n -> (double) n * n).sum();
        double share = sum == 0 ? 1 : squares / (sum * sum);
        return new SessionEffect(deviation * deviation * (1 + share), degreesOfFreedom);
    }
}
