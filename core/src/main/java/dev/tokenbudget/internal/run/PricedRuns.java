package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.cache.Cached;
import dev.tokenbudget.internal.price.PriceList;
import java.util.List;
import java.util.function.Supplier;

/** Runs that are priced each time that they are read. */
record PricedRuns(RunSource source, PriceList prices) implements RunSource {

    @Override
    public List<Run> read() {
        return source.read().stream().map(run -> run.priced(prices)).toList();
    }

    @Override
    public int replays() {
        return source.replays();
    }

    @Override
    public <T> Cached<T> cached(Supplier<T> work) {
        return source.cached(work);
    }
}
