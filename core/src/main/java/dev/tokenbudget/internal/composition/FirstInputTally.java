package dev.tokenbudget.internal.composition;

import java.util.Optional;

/** Takes the input of an agent's calls, run after run, and keeps what the first ones have in common with the others. */
final class FirstInputTally {

    private Optional<FirstInput> ofEarlierRuns = Optional.empty();
    private Optional<FirstInput> ofRun = Optional.empty();

    void startRun() {
        ofEarlierRuns = range();
        ofRun = Optional.empty();
    }

    /** Add the run's next call; a provider's negative count counts as 0. */
    void add(long input) {
        long tokens = Math.max(input, 0);
        if (ofRun.isEmpty()) {
            ofRun = Optional.of(new FirstInput(tokens, tokens, true));
        } else if (tokens < ofRun.get().largest()) {
            ofRun = Optional.of(
                    new FirstInput(ofRun.get().smallest(), ofRun.get().largest(), false));
        }
    }

    Optional<FirstInput> range() {
        return ofEarlierRuns
                .flatMap(earlier -> ofRun.map(earlier::with))
                .or(() -> ofRun)
                .or(() -> ofEarlierRuns);
    }
}
