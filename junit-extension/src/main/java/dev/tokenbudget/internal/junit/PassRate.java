package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.statistics.SuccessCount;
import dev.tokenbudget.internal.verdict.PassRateRule;
import java.util.List;
import java.util.Optional;

/**
 * The share of a task's runs that must succeed; runs that an unmet assumption ended say nothing about it.
 *
 * @param least the share, 0 to 1
 */
record PassRate(double least) {

    /** Whether single runs may fail. */
    boolean toleratesFailures() {
        return least < 1;
    }

    /** Whether {@code runs} prove that the task succeeds too rarely. */
    boolean isMissedBy(List<Run> runs) {
        return new PassRateRule(least).isProvedBelow(PassRateRule.count(runs));
    }

    /** Return what is wrong with {@code runs} where they prove that the task succeeds too rarely, or none succeeded. */
    Optional<String> shortfall(List<Run> runs) {
        SuccessCount made = PassRateRule.count(runs);
        boolean missed = isMissedBy(runs);
        boolean nothingMeasured = made.succeeded() == 0 && made.isBelow(least);
        return missed || nothingMeasured
                ? Optional.of("succeeded in " + made.succeeded() + " of " + made.attempted()
                        + " runs, but minPassRate = " + least + " asks for at least " + made.needed(least)
                        + (missed
                                ? ", and chance does not explain so few (" + new PassRateRule(least).p(made) + ")"
                                : "")
                        + ". See why the others failed, and make the agent more reliable or lower its minPassRate.")
                : Optional.empty();
    }
}
