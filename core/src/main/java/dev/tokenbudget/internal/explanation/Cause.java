package dev.tokenbudget.internal.explanation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * A part of a task's drift and what it comes from.
 *
 * @param kind what it comes from
 * @param tokens how much it adds to the mean tokens of a run; the causes of a task add up to its drift
 * @param points the same in percentage points of the mean before, such as 24.3; these add up as well; absent where the mean
 *     before is 0
 * @param agents how much of {@code tokens} is each agent's; they add up to it
 * @param text what changed, such as "system prompt +1,204 tokens a call × 4.1 calls"
 */
public record Cause(Kind kind, BigInteger tokens, Optional<BigDecimal> points, List<AgentShare> agents, String text) {

    /** What drift can come from. */
    public enum Kind {
        /** More or fewer calls a run. */
        CALLS("number of calls"),
        /** A longer or shorter system prompt. */
        SYSTEM_PROMPT("system prompt"),
        /** More, fewer, longer or shorter tool definitions. */
        TOOL_DEFINITIONS("tool definitions"),
        /** A longer or shorter form that the answer is asked for in. */
        RESPONSE_FORMAT("response format"),
        /** More or less kept of earlier turns, at the same place in a run. */
        HISTORY("history"),
        /** Larger or smaller results of tool calls. */
        TOOL_RESULTS("tool results"),
        /** A longer or shorter input of the user. */
        USER_INPUT("user input"),
        /** Pictures, files, signatures and encrypted reasoning, with what the provider adds to prompts that hold them. */
        OPAQUE_CONTENT("opaque content"),
        /** More or fewer tokens that the provider adds to the text. */
        OVERHEAD("provider's overhead"),
        /** Input of calls whose prompt was not seen: it is not known what changed in it. */
        UNSEEN_INPUT("unexplained input"),
        /** More or fewer tokens that the provider counts for prompts as long as before: nothing in them tells why. */
        SAME_TEXT("same text"),
        /** Longer or shorter answers, also where later calls read them again as history. */
        OUTPUT("output"),
        /** More or less reasoning. */
        REASONING("reasoning"),
        /** An agent that was not there before. */
        AGENT_ADDED("added agent"),
        /** An agent that is no longer there. */
        AGENT_REMOVED("removed agent");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** Return the cause in a word or two, as a legend shows it. */
        public String label() {
            return label;
        }
    }

    /**
     * What of a cause one agent adds.
     *
     * @param agent the agent's name; empty for calls that name none
     * @param tokens tokens of a mean run
     */
    public record AgentShare(String agent, BigInteger tokens) {}

    public Cause {
        agents = List.copyOf(agents);
    }
}
