package dev.tokenbudget.internal.history.importing;

import dev.tokenbudget.internal.span.Money;
import dev.tokenbudget.usage.ModelCall;
import java.util.Map;
import java.util.Optional;

/**
 * A call that an export tells of.
 *
 * @param source the system that told it, in lower case
 * @param trace the id of the trace or the session that it belongs to
 * @param id its own id
 * @param call what is known of it
 * @param cost what the system says that it cost, if it does
 * @param labels names and values beside it, not all of which are kept
 * @param user the id of who it was made for, in clear
 * @param task what stands for its task where no label and no trace's name does
 */
record FoundCall(
        String source,
        String trace,
        String id,
        ModelCall call,
        Optional<Money> cost,
        Map<String, String> labels,
        Optional<String> user,
        String task) {

    FoundCall withLabels(Map<String, String> fewer) {
        return new FoundCall(source, trace, id, call, cost, fewer, user, task);
    }
}
