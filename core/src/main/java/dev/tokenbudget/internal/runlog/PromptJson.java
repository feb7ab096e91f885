package dev.tokenbudget.internal.runlog;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Hashes;
import dev.tokenbudget.usage.PromptSections.Section;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON form of what a prompt was made of; a section that is absent is not there, or empty. */
record PromptJson(
        @Nullable SectionJson system,
        @Nullable SectionJson tools,
        @Nullable SectionJson responseFormat,
        @Nullable SectionJson history,
        @Nullable SectionJson toolResults,
        @Nullable SectionJson user,
        @JsonProperty(required = true) long opaqueCharacters,
        @JsonProperty(required = true) int toolCount,
        @JsonProperty(required = true) int repeatedToolCalls,
        @JsonProperty(required = true) boolean whole,
        @JsonProperty(required = true) HashesJson hashes) {

    static PromptJson of(PromptSections prompt) {
        return new PromptJson(
                SectionJson.of(prompt.system()),
                SectionJson.of(prompt.tools()),
                SectionJson.of(prompt.responseFormat()),
                SectionJson.of(prompt.history()),
                SectionJson.of(prompt.toolResults()),
                SectionJson.of(prompt.user()),
                prompt.opaqueCharacters(),
                prompt.toolCount(),
                prompt.repeatedToolCalls(),
                prompt.whole(),
                HashesJson.of(prompt.hashes()));
    }

    PromptSections toSections() {
        return PromptSections.builder()
                .system(section(system))
                .tools(section(tools), toolCount)
                .responseFormat(section(responseFormat))
                .history(section(history))
                .toolResults(section(toolResults))
                .user(section(user))
                .opaqueCharacters(opaqueCharacters)
                .repeatedToolCalls(repeatedToolCalls)
                .whole(whole)
                .hashes(hashes.toHashes())
                .build();
    }

    private static Section section(@Nullable SectionJson json) {
        return json == null ? Section.EMPTY : new Section(json.characters(), json.tokens());
    }

    /** The JSON form of a section. */
    record SectionJson(
            @JsonProperty(required = true) long characters,
            @JsonProperty(required = true) long tokens) {

        static @Nullable SectionJson of(Section section) {
            return section.equals(Section.EMPTY) ? null : new SectionJson(section.characters(), section.tokens());
        }
    }

    /** The JSON form of the hashes of a prompt's texts. */
    record HashesJson(
            @Nullable String system,
            @Nullable String tools,
            @Nullable String responseFormat,
            @Nullable String settings,
            @Nullable String request) {

        static HashesJson of(Hashes hashes) {
            return new HashesJson(
                    hashes.system().orElse(null),
                    hashes.tools().orElse(null),
                    hashes.responseFormat().orElse(null),
                    hashes.settings().orElse(null),
                    hashes.request().orElse(null));
        }

        Hashes toHashes() {
            return new Hashes(
                    Optional.ofNullable(system),
                    Optional.ofNullable(tools),
                    Optional.ofNullable(responseFormat),
                    Optional.ofNullable(settings),
                    Optional.ofNullable(request));
        }
    }
}
