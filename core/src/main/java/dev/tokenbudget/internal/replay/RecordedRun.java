package dev.tokenbudget.internal.replay;

import dev.tokenbudget.usage.ModelCall;
import java.util.List;

/**
 * A successful run that was recorded.
 *
 * @param exchanges in the order in which they were asked
 */
public record RecordedRun(List<Exchange> exchanges) {

    public RecordedRun {
        exchanges = List.copyOf(exchanges);
    }

    /** Return what the run was charged with. */
    public List<ModelCall> calls() {
        return exchanges.stream().flatMap(exchange -> exchange.calls().stream()).toList();
    }
}
