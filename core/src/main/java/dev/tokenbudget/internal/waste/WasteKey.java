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

    @Override
    public int compareTo(WasteKey other) {
        return ORDER.compare(this, other);
    }
}
