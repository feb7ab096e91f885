package dev.tokenbudget.internal.history.store;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.RunEntry;
import java.util.ArrayList;
import java.util.List;

/** Gives calls their places in a run. */
final class NumberedCalls {

    private NumberedCalls() {}

    /** Return {@code run} with {@code calls}, of which the first comes after {@code before} others. */
    static RunEntry in(RunEntry run, List<CallEntry> calls, int before) {
        List<CallEntry> numbered = new ArrayList<>();
        for (CallEntry call : calls) {
            numbered.add(new CallEntry(
                    before + numbered.size() + 1,
                    call.at(),
                    call.provider(),
                    call.model(),
                    call.agent(),
                    call.role(),
                    call.usage(),
                    call.costUsd(),
                    call.stopReason(),
                    call.latencyMs(),
                    call.retries(),
                    call.toolCalls(),
                    call.labels()));
        }
        return new RunEntry(
                run.id(),
                run.build(),
                run.origin(),
                run.source(),
                run.task(),
                run.started(),
                run.duration(),
                run.outcome(),
                run.labels(),
                numbered);
    }
}
