package dev.tokenbudget.internal.history.production;

import dev.tokenbudget.internal.history.UsageSum;
import java.util.OptionalDouble;

/**
 * What one side used: the benchmark's runs, or those of production.
 *
 * @param runs how many runs there are
 * @param sum what their agents' calls add up to
 */
record Side(long runs, UsageSum sum) {

    static final Side NONE = new Side(0, UsageSum.NONE);

    boolean isSeen() {
        return runs > 0 && sum.calls() > 0;
    }

    OptionalDouble calls() {
        return each(sum.calls());
    }

    OptionalDouble input() {
        return each(sum.input());
    }

    OptionalDouble output() {
        return each(sum.output());
    }

    OptionalDouble cacheShare() {
        return sum.cacheHitRate();
    }

    OptionalDouble outputRatio() {
        return sum.outputRatio();
    }

    private OptionalDouble each(long amount) {
        return runs == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) amount / runs);
    }

    Side plus(Side other) {
        return new Side(runs + other.runs, sum.plus(other.sum));
    }
}
