package dev.tokenbudget.internal.history.output.sending;

import dev.tokenbudget.internal.history.store.History;
import java.util.List;

/** One way out of a history. */
@FunctionalInterface
interface Output {

    /**
     * Send or write what is due.
     *
     * @return sentences that say what was sent or written
     * @throws dev.tokenbudget.internal.history.output.OutputException if that is not possible
     */
    List<String> send(History history);
}
