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

    /** Return what the run's agent was charged with. */
    public List<ModelCall> calls() {
        return of(ModelCall.Role.AGENT).exchanges.stream()
                .flatMap(exchange -> exchange.calls().stream())
                .toList();
    }

    /** Return what was asked of {@code role}, as if nobody else had asked anything. */
    public RecordedRun of(ModelCall.Role role) {
        return new RecordedRun(
                exchanges.stream().filter(exchange -> exchange.role() == role).toList());
    }
}
