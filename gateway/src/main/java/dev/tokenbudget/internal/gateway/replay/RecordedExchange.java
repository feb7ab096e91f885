package dev.tokenbudget.internal.gateway.replay;

import dev.tokenbudget.internal.replay.Exchange;
import dev.tokenbudget.usage.ModelCall;
import java.util.Optional;

/**
 * A recorded exchange as requests are compared with it.
 *
 * @param index which one of its run it is, from 0
 */
record RecordedExchange(int index, Exchange exchange, PlacedRequest asked) {

    /** Return the call that the answer itself was. */
    Optional<ModelCall> call() {
        return exchange.calls().stream().findFirst();
    }

    /** Whether the run was charged with a call, be it one that the provider did not bill. */
    boolean isCharged() {
        return !exchange.calls().isEmpty();
    }
}
