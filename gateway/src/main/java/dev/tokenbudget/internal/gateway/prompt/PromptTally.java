package dev.tokenbudget.internal.gateway.prompt;

import dev.tokenbudget.usage.PromptSections.Item.Kind;
import java.util.function.Function;

/**
 * Sorts the parts of one request into the sections of its prompt.
 *
 * @param <S> what is made of the texts of a section
 */
final class PromptTally<S extends PromptSection> {

    final S system;
    final S tools;
    final S responseFormat;
    final S history;
    final S toolResults;
    final S user;
    final RepeatedToolCalls toolCalls = new RepeatedToolCalls();
    final ItemTally items;
    private long opaqueCharacters;
    private int toolCount;
    private boolean whole = true;

    PromptTally(ItemTally items, Function<Kind, S> sections) {
        this.items = items;
        system = sections.apply(Kind.SYSTEM);
        tools = sections.apply(Kind.TOOL_DEFINITION);
        responseFormat = sections.apply(Kind.RESPONSE_FORMAT);
        history = sections.apply(Kind.HISTORY);
        toolResults = sections.apply(Kind.TOOL_RESULT);
        user = sections.apply(Kind.USER);
    }

    void addTool() {
        toolCount++;
    }

    int toolCount() {
        return toolCount;
    }

    /** Note content whose size in tokens only the provider knows. */
    void addOpaque(long characters) {
        opaqueCharacters += characters;
    }

    long opaqueCharacters() {
        return opaqueCharacters;
    }

    /** Note that the provider keeps a part of the prompt. */
    void goesOn() {
        whole = false;
    }

    boolean isWhole() {
        return whole;
    }
}
