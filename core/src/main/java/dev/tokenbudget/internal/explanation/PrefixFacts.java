package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.PrefixRepeats.Sum;
import dev.tokenbudget.internal.explanation.AgentPairs.Pair;
import dev.tokenbudget.internal.text.Figures;
import java.util.Optional;

/** Compares how much of an agent's requests repeats earlier ones, and says what ends it now and did not before. */
final class PrefixFacts {

    /** Shares of calls that differ by less are taken for noise. */
    private static final double NOTABLE = 0.1;

    private final Sum callsBefore;
    private final Sum calls;
    private final Sum runsBefore;
    private final Sum runs;

    PrefixFacts(Pair agent) {
        callsBefore = agent.before().repeats().conversation();
        calls = agent.after().repeats().conversation();
        runsBefore = agent.before().repeats().previousRun();
        runs = agent.after().repeats().previousRun();
    }

    /** Return what makes more requests than before another one than a cache has; nothing where none is known to. */
    Optional<String> reason() {
        return reason(callsBefore, calls, "from call to call").or(() -> reason(runsBefore, runs, "from run to run"));
    }

    /** Return that less of the requests repeats an earlier one, where their text is why; of files of before nothing is known. */
    Optional<String> broke() {
        return broke(callsBefore, calls, "repeats the one before", "from call to call")
                .or(() -> broke(runsBefore, runs, "repeats that of the run before", "from run to run"));
    }

    /** Return that more of the requests repeats an earlier one, where their text was why it did not. */
    Optional<String> mended() {
        boolean isMended = calls.calls() > 0 && isMoreOften(calls, callsBefore) && share(calls) > share(callsBefore);
        return isMended
                ? Optional.of("the stable prefix is longer: " + change(callsBefore, calls)
                        + " of a request repeats the one before")
                : Optional.empty();
    }

    private static Optional<String> broke(Sum before, Sum after, String repeats, String between) {
        return before.calls() > 0 && share(after) < share(before)
                ? reason(before, after, between)
                        .map(reason -> "the stable prefix broke: " + change(before, after) + " of a request " + repeats
                                + ": " + reason)
                : Optional.empty();
    }

    private static Optional<String> reason(Sum before, Sum after, String between) {
        return after.usual()
                .filter(usual -> isMoreOften(before, after))
                .map(usual -> DifferenceText.of(usual.difference(), between));
    }

    private static boolean isMoreOften(Sum fewer, Sum more) {
        return more.differingShare() - fewer.differingShare() >= NOTABLE;
    }

    private static String change(Sum before, Sum after) {
        return Figures.share(share(before)) + " → " + Figures.share(share(after));
    }

    private static double share(Sum sum) {
        return sum.share().orElse(0.0);
    }
}
