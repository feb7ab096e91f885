package dev.tokenbudget.suites.offline;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a client asked of the model, whatever the protocol.
 *
 * @param model the model's name as requested
 * @param stream whether the answer is wanted as server-sent events
 * @param thinking how much the model may think before it answers
 * @param maxOutput the most tokens that the answer may have
 * @param prompt everything that counts as input, in the order in which the provider reads it
 * @param instructions the system prompt
 * @param userTexts what the user said, turn by turn
 * @param history what the model answered earlier in this conversation
 * @param tools the names of the tools that the model may call
 */
record OfflineRequest(
        String model,
        boolean stream,
        Thinking thinking,
        OptionalInt maxOutput,
        List<PromptPart> prompt,
        String instructions,
        List<String> userTexts,
        List<PastAnswer> history,
        Set<String> tools) {

    /** How much a model thinks before it answers. */
    enum Thinking {
        NONE,
        SOME,
        MUCH;

        private static final Set<String> NO_EFFORT = Set.of("none", "minimal");
        private static final Set<String> HIGH_EFFORT = Set.of("high", "xhigh", "max");

        /** Return what a provider's word for the effort of reasoning stands for. */
        static Thinking ofEffort(String effort) {
            if (NO_EFFORT.contains(effort)) {
                return NONE;
            }
            return HIGH_EFFORT.contains(effort) ? MUCH : SOME;
        }
    }

    /** An earlier answer that the client sent back: its text and the ids of the tool calls it made. */
    record PastAnswer(String text, List<String> callIds) {}

    String firstUserText() {
        return userTexts.isEmpty() ? "" : userTexts.get(0);
    }

    String lastUserText() {
        return userTexts.isEmpty() ? "" : userTexts.get(userTexts.size() - 1);
    }
}
