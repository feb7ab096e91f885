package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.statistics.DetectableDrift.Look;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of its tolerance a figure must have used up at each look for its task to be run on.
 *
 * @param first the share of the tolerance at the first look
 * @param second the share at the second look
 * @param later the share at every later look but the last, which asks for all of it
 */
record Hurdles(double first, double second, double later) {

    /** The mean is noisy: what is not run on is lost. */
    static final Hurdles OF_MEAN = new Hurdles(1.0 / 3, 1.0 / 2, 2.0 / 3);

    /**
     * The size is nearly as well known after five runs as after forty: hurdles as high as these cost no power, and lower ones half a run
     * a task where days differ.
     */
    static final Hurdles OF_SIZE = new Hurdles(2.0 / 3, 4.0 / 5, 9.0 / 10);

    /** Return the share at the look after {@code runs} runs. */
    double at(Looks looks, int runs) {
        return share(look(looks, runs));
    }

    /** Return all looks, with the drift that must be exceeded at each where {@code allowed} is tolerated. */
    List<Look> over(Looks looks, double allowed) {
        List<Look> hurdles = new ArrayList<>();
        for (int runs = looks.first();
                hurdles.isEmpty() || runs > hurdles.get(hurdles.size() - 1).runs();
                runs = looks.next(runs)) {
            boolean last = runs == looks.most();
            hurdles.add(new Look(runs, (last ? 1 : share(hurdles.size())) * allowed));
        }
        return hurdles;
    }

    /** Return which look comes after {@code runs} runs, from 0. */
    static int look(Looks looks, int runs) {
        int look = 0;
        for (long at = looks.first(); at < runs && at < looks.most(); at *= 2) {
            look++;
        }
        return look;
    }

    private double share(int look) {
        return look == 0 ? first : look == 1 ? second : later;
    }
}
