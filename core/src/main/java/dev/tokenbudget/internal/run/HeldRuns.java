package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.cache.Cached;
import dev.tokenbudget.internal.price.PriceList;
import java.util.List;
import java.util.function.Supplier;

/** Runs that are in memory. */
record HeldRuns(List<Run> runs) implements RunSource {

    HeldRuns {
        runs = List.copyOf(runs);
    }

    @Override
    public List<Run> read() {
        return runs;
    }

    @Override
    public int replays() {
        return (int) runs.stream().filter(run -> run.replayed().isPresent()).count();
    }

    @Override
    public <T> Cached<T> cached(Supplier<T> work) {
        return Cached.forever(work);
    }

    @Override
    public RunSource priced(PriceList prices) {
        return new HeldRuns(runs.stream().map(run -> run.priced(prices)).toList());
    }
}
