package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * The names of Gemini's finish reasons, where an answer gives their numbers ({@code $alt=json;enum-encoding=int}): in the
 * order of the enumeration {@code FinishReason} of Google's published protocol buffers, which Vertex AI numbers in its own
 * way.
 */
enum FinishReasons {
    GEMINI(
            "STOP",
            "MAX_TOKENS",
            "SAFETY",
            "RECITATION",
            "OTHER",
            "LANGUAGE",
            "BLOCKLIST",
            "PROHIBITED_CONTENT",
            "SPII",
            "MALFORMED_FUNCTION_CALL",
            "IMAGE_SAFETY"),
    VERTEX(
            "STOP",
            "MAX_TOKENS",
            "SAFETY",
            "RECITATION",
            "OTHER",
            "BLOCKLIST",
            "PROHIBITED_CONTENT",
            "SPII",
            "MALFORMED_FUNCTION_CALL");

    private final List<String> names;

    FinishReasons(String... names) {
        this.names = List.of(names);
    }

    static FinishReasons of(ModelRequest request) {
        return request.path().contains("/projects/") ? VERTEX : GEMINI;
    }

    /** Return the name of {@code reason}; 0 stands for no reason, and an unknown number for itself. */
    Optional<String> name(JsonNode reason) {
        if (!reason.isIntegralNumber()) {
            return ProviderJson.text(reason);
        }
        int number = reason.asInt();
        if (number == 0) {
            return Optional.empty();
        }
        return Optional.of(number > 0 && number <= names.size() ? names.get(number - 1) : String.valueOf(number));
    }
}
