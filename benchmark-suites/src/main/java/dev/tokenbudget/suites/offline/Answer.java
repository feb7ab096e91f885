package dev.tokenbudget.suites.offline;

import java.util.List;
import java.util.OptionalInt;

/**
 * What the model answers, whatever the protocol.
 *
 * @param reasoning what it thinks first; empty where it does not
 * @param text what it says
 * @param toolCalls the tools it wants called
 * @param stop why it stops
 */
record Answer(String reasoning, String text, List<ToolCall> toolCalls, Stop stop) {

    enum Stop {
        COMPLETE,
        TOOLS,
        MAX_TOKENS
    }

    /**
     * A wish of the model to have a tool called.
     *
     * @param id carries the conversation, see {@link Conversation#callId}
     * @param arguments a JSON object
     */
    record ToolCall(String id, String name, String arguments) {

        long tokens() {
            return O200kTokens.count(name) + O200kTokens.count(arguments);
        }
    }

    static Answer of(String reasoning, String text, List<ToolCall> toolCalls) {
        return new Answer(reasoning, text, toolCalls, toolCalls.isEmpty() ? Stop.COMPLETE : Stop.TOOLS);
    }

    /** Return this answer cut off after {@code most} tokens of text, as a provider does. */
    Answer cutAfter(OptionalInt most) {
        if (most.isEmpty() || tokens() <= most.getAsInt()) {
            return this;
        }
        long left = Math.max(0, most.getAsInt() - reasoningTokens());
        return new Answer(reasoning, O200kTokens.first((int) left, text), List.of(), Stop.MAX_TOKENS);
    }

    long reasoningTokens() {
        return O200kTokens.count(reasoning);
    }

    long tokens() {
        return reasoningTokens()
                + O200kTokens.count(text)
                + toolCalls.stream().mapToLong(ToolCall::tokens).sum();
    }
}
