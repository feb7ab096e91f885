package dev.tokenbudget.suites.offline;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a conversation stands.
 *
 * @param seed decides all that is random in it
 * @param toolRounds how often the model has asked for tools
 * @param answered whether the model has given its answer, so that what comes now is a follow-up
 */
record Conversation(long seed, int toolRounds, boolean answered) {

    private static final Pattern CALL_ID = Pattern.compile("_([0-9a-f]{16})_(\\d+)_\\d+$");

    static Conversation begin(long seed) {
        return new Conversation(seed, 0, false);
    }

    /** Return the id of the {@code index}-th tool call of the next round; it tells the conversation when it comes back. */
    String callId(int index) {
        return "call_%016x_%d_%d".formatted(seed, toolRounds + 1, index);
    }

    /** Return the conversation that a tool call's id tells, if this model made the id. */
    static Optional<Conversation> ofCallId(String id) {
        Matcher matcher = CALL_ID.matcher(id);
        return matcher.find()
                ? Optional.of(new Conversation(
                        Long.parseUnsignedLong(matcher.group(1), 16), Integer.parseInt(matcher.group(2)), false))
                : Optional.empty();
    }
}
