package dev.tokenbudget.internal.runlog;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Hashes;
import dev.tokenbudget.usage.PromptSections.Repeat;
import dev.tokenbudget.usage.PromptSections.Section;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of what a prompt was made of; a section that is absent is not there, or empty. Of its items, a run log has
 * {@code items}, as {@link PromptItems} writes them, and a recording {@code ofTools}, those of tools; what it
 * repeats of the same conversation is {@code repeatsCall}, and in a run log, of the run before {@code repeatsRun}.
 */
public record PromptJson(
        @Nullable Section system,
        @Nullable Section tools,
        @Nullable Section responseFormat,
        @Nullable Section history,
        @Nullable Section toolResults,
        @Nullable Section user,
        long opaqueCharacters,
        int toolCount,
        int repeatedToolCalls,
        boolean whole,
        @JsonProperty(required = true) HashesJson hashes,
        @Nullable List<PromptItemJson> ofTools,
        @Nullable List<Integer> items,
        @Nullable RepeatJson repeatsCall,
        @Nullable RepeatJson repeatsRun) {

    public static PromptJson of(PromptSections prompt) {
        return new PromptJson(
                orNull(prompt.system()),
                orNull(prompt.tools()),
                orNull(prompt.responseFormat()),
                orNull(prompt.history()),
                orNull(prompt.toolResults()),
                orNull(prompt.user()),
                prompt.opaqueCharacters(),
                prompt.toolCount(),
                prompt.repeatedToolCalls(),
                prompt.whole(),
                HashesJson.of(prompt.hashes()),
                PromptItemJson.ofTools(prompt.items()),
                null,
                prompt.repeats().conversation().map(RepeatJson::of).orElse(null),
                null);
    }

    /** Return this prompt with its items, and with what it repeats of the run before, as a run log has them. */
    PromptJson inLog(List<Integer> written, Optional<Repeat> previousRun) {
        return new PromptJson(
                system,
                tools,
                responseFormat,
                history,
                toolResults,
                user,
                opaqueCharacters,
                toolCount,
                repeatedToolCalls,
                whole,
                hashes,
                null,
                written.isEmpty() ? null : written,
                repeatsCall,
                previousRun.map(RepeatJson::of).orElse(null));
    }

    public PromptSections toSections() {
        return PromptSections.builder()
                .system(orEmpty(system))
                .tools(orEmpty(tools), toolCount)
                .responseFormat(orEmpty(responseFormat))
                .history(orEmpty(history))
                .toolResults(orEmpty(toolResults))
                .user(orEmpty(user))
                .opaqueCharacters(opaqueCharacters)
                .repeatedToolCalls(repeatedToolCalls)
                .whole(whole)
                .hashes(hashes.toHashes())
                .items(
                        ofTools == null
                                ? List.of()
                                : ofTools.stream().map(PromptItemJson::toItem).toList())
                .repeats(new Repeat.Compared(
                        Optional.ofNullable(repeatsCall).map(RepeatJson::toRepeat),
                        Optional.ofNullable(repeatsRun).map(RepeatJson::toRepeat)))
                .build();
    }

    private static @Nullable Section orNull(Section section) {
        return section.characters() == 0 && section.tokens() == 0 ? null : section;
    }

    private static Section orEmpty(@Nullable Section section) {
        return section == null ? Section.EMPTY : section;
    }

    public record HashesJson(
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
