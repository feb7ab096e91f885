package dev.tokenbudget.internal.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A prompt in the order in which providers keep it in their caches: tools, system prompt, messages.
 *
 * @param text all of it; kept in memory for as long as a run is replayed
 * @param marks lengths of the beginnings that the request asks to be cached
 */
public record PromptBeginning(String text, List<Integer> marks) {

    private static final Set<String> MARKS = Set.of("cache_control", "cachePoint");

    public PromptBeginning {
        marks = List.copyOf(marks);
    }

    /** Return the beginning of a request's prompt, which is all of it. */
    public static PromptBeginning of(JsonNode request) {
        StringBuilder text = new StringBuilder();
        List<Integer> marks = new ArrayList<>();
        pieces(request).forEach(piece -> {
            text.append(CanonicalJson.withoutNames(piece)).append('\n');
            if (isMarked(piece)) {
                marks.add(text.length());
            }
        });
        if (request.hasNonNull("cache_control")) {
            marks.add(text.length());
        }
        return new PromptBeginning(text.toString(), marks);
    }

    /** Return the characters up to the last mark; all where there is none. */
    public int cached() {
        return marks.isEmpty() ? text.length() : marks.get(marks.size() - 1);
    }

    /** Return the characters that this prompt and {@code other} have in common from their begin. */
    public int sharedWith(PromptBeginning other) {
        int shorter = Math.min(text.length(), other.text.length());
        return IntStream.range(0, shorter)
                .filter(i -> text.charAt(i) != other.text.charAt(i))
                .findFirst()
                .orElse(shorter);
    }

    /** Return the characters that are in the cache after {@code earlier} was sent: up to a mark of that, where it has some. */
    public int readAfter(PromptBeginning earlier) {
        int shared = sharedWith(earlier);
        return earlier.marks.isEmpty()
                ? shared
                : earlier.marks.stream()
                        .filter(mark -> mark <= shared)
                        .max(Comparator.naturalOrder())
                        .orElse(0);
    }

    private static List<JsonNode> pieces(JsonNode request) {
        List<JsonNode> pieces = new ArrayList<>();
        add(request, RequestField.TOOLS, pieces);
        RequestField.TOOL_CONFIG.names().map(request::path).forEach(config -> addAll(config.path("tools"), pieces));
        add(request, RequestField.SYSTEM, pieces);
        add(request, RequestField.MESSAGES, pieces);
        return pieces;
    }

    private static void add(JsonNode request, RequestField kind, List<JsonNode> pieces) {
        kind.names().map(request::path).forEach(field -> addAll(field, pieces));
    }

    /** A mark stands within a block of a message, and means all up to there. */
    private static void addAll(JsonNode field, List<JsonNode> pieces) {
        if (field.isArray()) {
            field.forEach(element -> addAll(element, pieces));
        } else if (field.path("content").isArray()) {
            addAll(field.path("content"), pieces);
        } else if (!field.isMissingNode()) {
            pieces.add(field);
        }
    }

    private static boolean isMarked(JsonNode piece) {
        return MARKS.stream().anyMatch(piece::hasNonNull);
    }
}
