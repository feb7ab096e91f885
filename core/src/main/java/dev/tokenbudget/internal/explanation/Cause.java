package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.Costs;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * A part of a task's drift and what it comes from.
 *
 * @param kind what it comes from
 * @param tools the tools whose definitions or results it is, sorted; none where it is of no tool, or it is not known of which
 * @param server the MCP server that added, lost or changed them together
 * @param label the cause in a few words, such as "results of search"
 * @param tokens how much it adds to the mean tokens of a run; the causes of a task add up to its drift
 * @param points the same in percentage points of the mean before, such as 24.3; these add up as well; absent where the mean
 *     before is 0
 * @param usd how many US dollars it adds to the mean cost of a run, exact to {@link Costs#DECIMALS} decimals; these add up to the
 *     drift of the cost; absent where the cost is not known before and after
 * @param usdPoints the same in percentage points of the mean cost before; these add up as well; absent where that is 0
 * @param agents how much of {@code tokens} and {@code usd} is each agent's; they add up to it
 * @param text what changed, such as "system prompt +1,204 tokens a call × 4.1 calls"
 */
public record Cause(
        Kind kind,
        List<String> tools,
        Optional<String> server,
        String label,
        BigInteger tokens,
        Optional<BigDecimal> points,
        Optional<BigDecimal> usd,
        Optional<BigDecimal> usdPoints,
        List<AgentShare> agents,
        String text) {

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
        AGENT_REMOVED("removed agent"),
        /** More or less of the input is read from or written to a prompt cache; moves the cost alone. */
        CACHE("prompt cache"),
        /** Another model is asked for, at other prices; moves the cost alone. */
        MODEL("another model"),
        /** The same models have other prices, or share the calls otherwise; moves the cost alone. */
        PRICES("other prices");

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
     * @param usd US dollars of a mean run, where they are known
     */
    public record AgentShare(String agent, BigInteger tokens, Optional<BigDecimal> usd) {}

    public Cause {
        tools = List.copyOf(tools);
        agents = List.copyOf(agents);
    }

    /** Whether this cause and {@code share} are of the same kind, and of the same tools where it is of tools. */
    boolean has(Share share) {
        return share.kind() == kind
                && (tools.isEmpty()
                        || share.tool()
                                .filter(change -> tools.contains(change.tool()))
                                .isPresent());
    }
}
