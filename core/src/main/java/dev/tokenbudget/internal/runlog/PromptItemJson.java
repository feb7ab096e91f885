package dev.tokenbudget.internal.runlog;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Item.Kind;
import dev.tokenbudget.usage.PromptSections.Quote;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON form of an item of a prompt; what is absent is not known, or there is none of it. */
record PromptItemJson(
        @JsonProperty(required = true) Item.Kind kind,
        @Nullable String tool,
        @Nullable String request,
        long characters,
        long tokens,
        @JsonProperty(required = true) String hash,
        @Nullable List<Quote> quotes) {

    static PromptItemJson of(Item item) {
        return new PromptItemJson(
                item.kind(),
                item.tool().orElse(null),
                item.request().orElse(null),
                item.characters(),
                item.tokens(),
                item.hash(),
                item.quotes().isEmpty() ? null : item.quotes());
    }

    /**
     * Return what of {@code items} is of tools, in order: definitions, calls and results; null where nothing is. What they quote
     * is left out.
     */
    static @Nullable List<PromptItemJson> ofTools(List<Item> items) {
        List<PromptItemJson> ofTools = items.stream()
                .filter(PromptItemJson::isOfTool)
                .map(item -> of(item.quoting(List.of())))
                .toList();
        return ofTools.isEmpty() ? null : ofTools;
    }

    private static boolean isOfTool(Item item) {
        return item.kind() == Kind.TOOL_DEFINITION || item.kind() == Kind.TOOL_RESULT || item.isToolCall();
    }

    Item toItem() {
        return new Item(
                kind,
                Optional.ofNullable(tool),
                Optional.ofNullable(request),
                characters,
                tokens,
                hash,
                quotes == null ? List.of() : List.copyOf(quotes));
    }
}
