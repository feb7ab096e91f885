package dev.tokenbudget.internal.gateway.prefix;

import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Item.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a prompt with its text.
 *
 * @param text as the request has it, not in a canonical form: to a provider's cache the order of keys is a part of it
 */
public record Piece(Item item, String text) {

    /** Written out, as the one below: those of a record cost each JVM some classes. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Piece piece && text.equals(piece.text) && item.equals(piece.item);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** What providers keep in their caches one behind the other. */
    enum Stretch {
        TOOLS,
        FORMAT,
        CONVERSATION
    }

    Stretch stretch() {
        return switch (item.kind()) {
            case TOOL_DEFINITION -> Stretch.TOOLS;
            case RESPONSE_FORMAT -> Stretch.FORMAT;
            case SYSTEM, HISTORY, TOOL_RESULT, USER -> Stretch.CONVERSATION;
        };
    }

    boolean isSystem() {
        return item.kind() == Kind.SYSTEM;
    }

    /** Whether it is a part of what was said. */
    boolean isMessage() {
        return stretch() == Stretch.CONVERSATION && !isSystem();
    }

    /** An item may become another kind of one: what the user asked for is history once it is answered. */
    boolean hasTextOf(Piece other) {
        return text.equals(other.text);
    }

    /** Whether the same JSON is written in another order. */
    boolean isReorderedFrom(Piece other) {
        return item.hash().equals(other.item.hash()) && !hasTextOf(other);
    }
}
