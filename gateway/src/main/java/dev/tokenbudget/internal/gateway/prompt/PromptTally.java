package dev.tokenbudget.internal.gateway.prompt;

import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Hashes;
import java.util.Optional;

/** Adds up what the parts of one request come to. */
final class PromptTally {

    final SectionSize system;
    final SectionSize tools;
    final SectionSize responseFormat;
    final SectionSize history;
    final SectionSize toolResults;
    final SectionSize user;
    final RepeatedToolCalls toolCalls = new RepeatedToolCalls();
    private long opaqueCharacters;
    private int toolCount;
    private boolean whole = true;

    PromptTally(TokenCounts counts) {
        system = new SectionSize(counts);
        tools = new SectionSize(counts);
        responseFormat = new SectionSize(counts);
        history = new SectionSize(counts);
        toolResults = new SectionSize(counts);
        user = new SectionSize(counts);
    }

    void addTools(int number) {
        toolCount += number;
    }

    /** Note content whose size in tokens only the provider knows. */
    void addOpaque(long characters) {
        opaqueCharacters += characters;
    }

    /** Note that the provider keeps a part of the prompt. */
    void goesOn() {
        whole = false;
    }

    /** Return the sections; nothing where there is no prompt. */
    Optional<PromptSections> toSections(String settings, String request) {
        PromptSections sizes = PromptSections.builder()
                .system(system.section())
                .tools(tools.section(), toolCount)
                .responseFormat(responseFormat.section())
                .history(history.section())
                .toolResults(toolResults.section())
                .user(user.section())
                .opaqueCharacters(opaqueCharacters)
                .whole(whole)
                .repeatedToolCalls(toolCalls.number())
                .build();
        boolean isNone = sizes.equals(PromptSections.NONE);
        return isNone
                ? Optional.empty()
                : Optional.of(sizes.toBuilder()
                        .hashes(new Hashes(
                                system.hash(),
                                tools.hash(),
                                responseFormat.hash(),
                                Optional.of(settings),
                                Optional.of(request)))
                        .build());
    }
}
