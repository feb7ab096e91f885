package dev.tokenbudget.internal.history.output;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.usage.ModelCall;
import java.util.OptionalLong;

/** How many tokens the model of a call can take. */
@FunctionalInterface
public interface ContextWindows {

    /** Return the size of the window in tokens, where it is known. */
    OptionalLong of(CallEntry call);

    /** Return the windows that {@code prices} list. */
    static ContextWindows listedIn(PriceList prices) {
        return call -> prices.contextWindow(
                ModelCall.builder(call.provider(), call.model()).build());
    }
}
