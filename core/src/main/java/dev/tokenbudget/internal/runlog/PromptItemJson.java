package dev.tokenbudget.internal.runlog;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.usage.PromptItem;
import dev.tokenbudget.usage.PromptItem.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON form of an item of a prompt; what is absent is not known, or there is none of it. */
record PromptItemJson(
        @JsonProperty(required = true) PromptItem.Kind kind,
        @Nullable String tool,
        @Nullable String request,
        long characters,
        long tokens,
        @JsonProperty(required = true) String hash) {

    static PromptItemJson of(PromptItem item) {
        return new PromptItemJson(
                item.kind(),
                item.tool().orElse(null),
                item.request().orElse(null),
                item.characters(),
                item.tokens(),
                item.hash());
    }

    /** Return what {@code items} hold of each tool: its definition, and all that it gave, as one item. */
    static List<PromptItemJson> byTool(List<PromptItem> items) {
        Map<List<Object>, PromptItem> sums = new LinkedHashMap<>();
        for (PromptItem item : items) {
            if (item.kind() == Kind.TOOL_DEFINITION || item.kind() == Kind.TOOL_RESULT) {
                sums.merge(List.of(item.kind(), item.tool()), item, PromptItemJson::sum);
            }
        }
        return sums.values().stream().map(PromptItemJson::of).toList();
    }

    private static PromptItem sum(PromptItem one, PromptItem other) {
        return new PromptItem(
                one.kind(),
                one.tool(),
                Optional.empty(),
                one.characters() + other.characters(),
                one.tokens() + other.tokens(),
                other.hash());
    }

    PromptItem toItem() {
        return new PromptItem(kind, Optional.ofNullable(tool), Optional.ofNullable(request), characters, tokens, hash);
    }
}
