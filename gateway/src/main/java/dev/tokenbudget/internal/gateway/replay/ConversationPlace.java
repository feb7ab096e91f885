package dev.tokenbudget.internal.gateway.replay;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where in the conversations of a recorded run a request stands, by the recorded answers that it repeats. It depends on
 * nothing but the request and the recording, so that the order in which requests arrive is of no matter.
 *
 * @param follows which recorded exchange it follows, by index; several where they were answered alike; empty for the first
 *     request of a conversation
 * @param goesOnFrom the exchange whose answer is the last thing that the model said, as the request tells it; it is not the one
 *     that the request follows where what the user says now quotes another answer
 * @param repeated the exchanges whose answers it repeats
 */
record ConversationPlace(Set<Integer> follows, Set<Integer> goesOnFrom, Set<Integer> repeated) {

    /** Return the place of a request that repeats answers so, turn by turn. */
    static ConversationPlace of(List<Repetitions> turns) {
        return new ConversationPlace(
                last(turns.stream()),
                last(turns.stream().filter(Repetitions::isOfModel)),
                turns.stream()
                        .flatMap(turn -> turn.owners().stream())
                        .flatMap(Set::stream)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * What a turn repeats.
     *
     * @param isOfModel whether the model said it
     * @param owners the exchanges whose answers it repeats, by index; several where they were answered alike; what tells most is
     *     the last
     */
    record Repetitions(boolean isOfModel, List<Set<Integer>> owners) {}

    boolean isFirst() {
        return follows.isEmpty();
    }

    /** Whether both stand at the same place: they follow the same answer, or go on from it, or they repeat the same ones. */
    boolean isSameAs(ConversationPlace other) {
        return follows.equals(other.follows)
                || isSame(goesOnFrom, other.goesOnFrom)
                || isSame(repeated, other.repeated);
    }

    /** Return in how many ways both stand at the same place, from 0 to 3. */
    long likeness(ConversationPlace other) {
        return Stream.of(
                        follows.equals(other.follows),
                        goesOnFrom.equals(other.goesOnFrom),
                        repeated.equals(other.repeated))
                .filter(isSame -> isSame)
                .count();
    }

    private static boolean isSame(Set<Integer> one, Set<Integer> other) {
        return !one.isEmpty() && one.equals(other);
    }

    private static Set<Integer> last(Stream<Repetitions> turns) {
        return turns.flatMap(turn -> turn.owners().stream())
                .reduce((one, later) -> later)
                .orElse(Set.of());
    }
}
