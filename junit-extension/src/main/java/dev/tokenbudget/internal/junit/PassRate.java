package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import java.math.BigDecimal;
import java.math.RoundingMode;
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

    /** Return what is wrong with {@code runs} where too few of them succeeded. */
    Optional<String> shortfall(List<Run> runs) {
        long attempted =
                runs.stream().filter(run -> run.outcome() != Outcome.ABORTED).count();
        long succeeded =
                runs.stream().filter(run -> run.outcome() == Outcome.SUCCEEDED).count();
        long needed = BigDecimal.valueOf(least)
                .multiply(BigDecimal.valueOf(attempted))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
        return succeeded >= needed
                ? Optional.empty()
                : Optional.of("succeeded in " + succeeded + " of " + attempted + " runs, but minPassRate = " + least
                        + " asks for at least " + needed + ". See why the others failed, and make the agent more"
                        + " reliable or lower its minPassRate.");
    }
}
