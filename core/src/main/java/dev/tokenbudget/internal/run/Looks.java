package dev.tokenbudget.internal.run;

/**
 * When the runs of a task are looked at: after the first ones, and again each time their number has doubled, up to the most.
 *
 * @param first runs before the first look, at least 1
 * @param most runs at the last look, at least {@code first}
 */
public record Looks(int first, int most) {

    public Looks {
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
}
