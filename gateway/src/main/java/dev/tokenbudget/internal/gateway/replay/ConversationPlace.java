package dev.tokenbudget.internal.gateway.replay;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where in the conversations of a recorded run a request stands, by the recorded answers that it repeats. It depends on
 * nothing but the request and the recording, so that the order in which requests arrive is of no matter.
 *
 * @param follows which recorded exchange it follows, by index; several where they were answered alike; empty for the first
 *     request of a conversation
 * @param repeated the exchanges whose answers it repeats
 */
record ConversationPlace(Set<Integer> follows, Set<Integer> repeated) {

    static ConversationPlace of(List<Set<Integer>> repetitions) {
        return new ConversationPlace(
                repetitions.isEmpty() ? Set.of() : repetitions.get(repetitions.size() - 1),
                repetitions.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet()));
    }

    boolean isFirst() {
        return follows.isEmpty();
    }

    /** Whether both stand at the same place: they follow the same answer, or they repeat the same ones. */
    boolean isSameAs(ConversationPlace other) {
        return follows.equals(other.follows) || (!repeated.isEmpty() && repeated.equals(other.repeated));
    }
}
