package dev.tokenbudget.composition;

import java.util.Optional;
import java.util.TreeMap;

/** Collects the input of an agent's calls, run by run, and keeps what the first ones have in common with the others. */
final class FirstInputs {

    private final TreeMap<Integer, FirstInput> byRun = new TreeMap<>();

    /** Add the next call of the run with index {@code run}; a provider's negative count counts as 0. */
    void add(int run, long input) {
        long tokens = Math.max(input, 0);
        byRun.merge(
                run,
                new FirstInput(tokens, tokens, true),
                (first, later) -> new FirstInput(
                        first.smallest(),
                        first.largest(),
                        first.isInEveryCall() && later.smallest() >= first.largest()));
    }

    /** Return what the runs show together; nothing where there is none. */
    Optional<FirstInput> range() {
        return byRun.values().stream().reduce(FirstInput::with);
    }
}
