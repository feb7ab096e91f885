package dev.tokenbudget.internal.gateway.prompt;

import java.util.function.Supplier;

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
    private long opaqueCharacters;
    private int toolCount;
    private boolean whole = true;

    PromptTally(Supplier<S> sections) {
        system = sections.get();
        tools = sections.get();
        responseFormat = sections.get();
        history = sections.get();
        toolResults = sections.get();
        user = sections.get();
    }

    void addTools(int number) {
        toolCount += number;
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
