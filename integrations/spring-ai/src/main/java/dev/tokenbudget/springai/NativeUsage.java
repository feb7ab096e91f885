package dev.tokenbudget.springai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

/**
 * The usage block as the provider sent it, under the names of its API: Spring AI keeps the object that the provider's
 * client made of it, whose classes differ with provider and version.
 */
record NativeUsage(JsonNode block) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static NativeUsage of(@Nullable Object usage) {
        try {
            return new NativeUsage(usage == null ? MissingNode.getInstance() : JSON.valueToTree(usage));
        } catch (IllegalArgumentException e) {
            // An object that is no JSON tells nothing beyond Spring AI's own numbers.
            return new NativeUsage(MissingNode.getInstance());
        }
    }

    /** Return the number at {@code path}, or null where there is none. */
    @Nullable
    Long count(String... path) {
        JsonNode node = block;
        for (String name : path) {
            node = node.path(name);
        }
        return node.isIntegralNumber() ? node.longValue() : null;
    }

    /** Return the number at {@code path}, or {@code otherwise} where there is none. */
    @Nullable
    Number countOr(@Nullable Number otherwise, String... path) {
        Long count = count(path);
        return count == null ? otherwise : count;
    }
}
