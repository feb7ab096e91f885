package dev.tokenbudget.internal.history;

import java.util.List;
import java.util.Set;

/**
 * A part of a run that another system told of. Exports overlap and cut traces anywhere, so each call has an id of its own by which it
 * counts once, and is added to what the history holds of its run already.
 *
 * @param run the run, with the calls of this part
 * @param callIds the calls' ids, in their order: the same whenever a call is read again
 * @param covered ids of what repeats these calls, such as a span around them: never to be counted either
 */
public record RunPart(RunEntry run, List<String> callIds, Set<String> covered) {

    public RunPart {
        callIds = List.copyOf(callIds);
        covered = Set.copyOf(covered);
        if (callIds.size() != run.calls().size()) {
            throw new IllegalArgumentException("Every call of a part has an id, but there are "
                    + run.calls().size() + " calls and " + callIds.size() + " ids.");
        }
    }
}
