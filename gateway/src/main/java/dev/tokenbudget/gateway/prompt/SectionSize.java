package dev.tokenbudget.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** Adds up the size of one section of a prompt; the text itself is let go at once. */
final class SectionSize {

    /** Fields that hold names or pictures, not what the model reads as text. */
    private static final Set<String> NO_TEXT = Set.of(
            "type",
            "role",
            "id",
            "tool_use_id",
            "tool_call_id",
            "call_id",
            "cache_control",
            "data",
            "bytes",
            "image_url");

    private final TokenCounts counts;
    private final MessageDigest digest = TextHash.newSha256();
    private long characters;
    private double tokens;

    SectionSize(TokenCounts counts) {
        this.counts = counts;
    }

    /** Add the texts that {@code content} holds, however deep. */
    void addTexts(JsonNode content) {
        if (content.isTextual()) {
            add(content.textValue());
        } else if (content.isArray()) {
            content.forEach(this::addTexts);
        } else {
            content.properties().stream()
                    .filter(field -> !NO_TEXT.contains(field.getKey()))
                    .forEach(field -> addTexts(field.getValue()));
        }
    }

    /** Add {@code document} as the JSON that it is. */
    void addJson(JsonNode document) {
        add(document.toString());
    }

    long characters() {
        return characters;
    }

    Section section() {
        return new Section(characters, Math.round(tokens));
    }

    /** Return the first digits of the SHA-256 of the section where there is one; see {@link PromptSections}. */
    Optional<String> hash() {
        return characters == 0
                ? Optional.empty()
                : Optional.of(HexFormat.of().formatHex(digest.digest(), 0, PromptSections.HASH_DIGITS / 2));
    }

    private void add(String text) {
        characters += text.length();
        tokens += counts.of(text);
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }
}
