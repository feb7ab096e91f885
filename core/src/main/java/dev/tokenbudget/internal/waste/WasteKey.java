package dev.tokenbudget.internal.waste;

import java.util.Comparator;

/**
 * What tells one finding of a task from the others, build after build.
 *
 * @param kind what is wasted
 * @param agent the agent that spends it; empty where calls name none
 * @param subject the name of the tool, the model or the other agent that it is about; empty where it is about none
 */
public record WasteKey(WasteKind kind, String agent, String subject) implements Comparable<WasteKey> {

    private static final Comparator<WasteKey> ORDER =
            Comparator.comparing(WasteKey::kind).thenComparing(WasteKey::agent).thenComparing(WasteKey::subject);

    /** Return the finding as short as can be, such as {@code unusedTool (refund) of agent desk}. */
    public String inWords() {
        return kind.key()
                + (subject.isEmpty() ? "" : " (" + subject + ")")
                + (agent.isEmpty() ? "" : " of agent " + agent);
    }

    @Override
    public int compareTo(WasteKey other) {
        return ORDER.compare(this, other);
    }
}
