package dev.tokenbudget.internal.gateway.replay;

import dev.tokenbudget.internal.replay.InputEstimate;
import java.util.Optional;

/**
 * What comes of one request of a replayed run.
 *
 * @param call which call of the run it is, from 1
 * @param asked the request
 * @param recorded the recorded exchange that answers it; nothing where it has left the recording
 * @param isRefusedAgain whether the same request was refused before
 * @param nearest the recorded exchange whose request is most like this one, or which answers it
 * @param followed the recorded exchange whose answer it follows
 * @param followedCall which call of this run got that answer
 * @param exchanges how many exchanges are recorded
 * @param cache how what it reads from the prompt cache has changed
 * @param kept by how much the conversation that the provider keeps for it has grown
 */
record RequestTurn(
        int call,
        PlacedRequest asked,
        Optional<RecordedExchange> recorded,
        boolean isRefusedAgain,
        Optional<RecordedExchange> nearest,
        Optional<RecordedExchange> followed,
        Optional<Integer> followedCall,
        int exchanges,
        CachedPrompts.Change cache,
        InputEstimate kept) {

    /** Return the place of the call among those of its run: that of the recording, whichever was asked first. */
    int order() {
        return recorded.map(RecordedExchange::index).orElse(exchanges + call);
    }

    /** Whether the model reads, word for word, what was recorded. */
    boolean isUnchanged() {
        boolean isKeptAsItWas = asked.request().content().isWhole() || kept.equals(InputEstimate.NONE);
        return isKeptAsItWas
                && recorded.filter(exchange -> exchange.asked().request().isSameAs(asked.request()))
                        .isPresent();
    }
}
