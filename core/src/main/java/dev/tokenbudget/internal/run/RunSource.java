package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.cache.Cached;
import dev.tokenbudget.internal.price.PriceList;
import java.util.List;
import java.util.function.Supplier;

/** Where the runs of a task are: in memory, or, where they are too many for it, in run logs. */
public interface RunSource {

    /** Return the runs in the order in which they began; at least one. */
    List<Run> read();

    /** Return how many of them were answered from a recording, which is known without reading them. */
    int replays();

    /** Return a value that follows from the runs, and is kept as long as there is room for it and them. */
    <T> Cached<T> cached(Supplier<T> work);

    /** Return these runs with what their calls cost by {@code prices}. */
    default RunSource priced(PriceList prices) {
        return new PricedRuns(this, prices);
    }
}
