package dev.tokenbudget.internal.runlog;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Item.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON form of an item of a prompt; what is absent is not known, or there is none of it. */
record PromptItemJson(
        @JsonProperty(required = true) Item.Kind kind,
        @Nullable String tool,
        @Nullable String request,
        long characters,
        long tokens,
        @JsonProperty(required = true) String hash) {

    static PromptItemJson of(Item item) {
        return new PromptItemJson(
                item.kind(),
                item.tool().orElse(null),
                item.request().orElse(null),
                item.characters(),
                item.tokens(),
                item.hash());
    }

    /** Return what {@code items} hold of each tool: its definition, and all that it gave, as one item. */
    static List<PromptItemJson> byTool(List<Item> items) {
        Map<List<Object>, Item> sums = new LinkedHashMap<>();
        for (Item item : items) {
            if (item.kind() == Kind.TOOL_DEFINITION || item.kind() == Kind.TOOL_RESULT) {
                sums.merge(List.of(item.kind(), item.tool()), item, PromptItemJson::sum);
            }
        }
        return sums.values().stream().map(PromptItemJson::of).toList();
    }

    private static Item sum(Item one, Item other) {
        return new Item(
                one.kind(),
                one.tool(),
                Optional.empty(),
                one.characters() + other.characters(),
                one.tokens() + other.tokens(),
                other.hash());
    }

    Item toItem() {
        return new Item(kind, Optional.ofNullable(tool), Optional.ofNullable(request), characters, tokens, hash);
    }
}
