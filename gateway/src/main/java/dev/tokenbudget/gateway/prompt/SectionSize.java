package dev.tokenbudget.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

    private final MessageDigest digest = sha256();
    private long characters;
    private double tokens;

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

    double tokens() {
        return tokens;
    }

    /** Return the SHA-256 of the section, in hexadecimal, where there is one. */
    Optional<String> hash() {
        return characters == 0 ? Optional.empty() : Optional.of(HexFormat.of().formatHex(digest.digest()));
    }

    private void add(String text) {
        characters += text.length();
        tokens += TokenEstimate.of(text);
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
