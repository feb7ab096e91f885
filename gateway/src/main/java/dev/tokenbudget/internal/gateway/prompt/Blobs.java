package dev.tokenbudget.internal.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what is no text by its look, where its name does not tell. */
final class Blobs {

    /** No word, name or path of a text is as long. */
    private static final int SHORTEST_RUN = 512;

    private static final Pattern LONG_RUN =
            Pattern.compile("(?:data:[\\w.+/-]+;base64,)?[A-Za-z0-9+/_-]{" + SHORTEST_RUN + ",}+={0,2}");

    private static final Pattern DATA_URL = Pattern.compile("data:([\\w.+/-]*)(?:;(?!base64,)[\\w.=-]++)*+;base64,");

    private static final Pattern TEXT_TYPE = Pattern.compile("text/.*|application/(?:json|xml|yaml|x-yaml|javascript)");

    private static final Set<String> TEXT_FORMATS = Set.of("txt", "md", "csv", "html");

    private Blobs() {}

    /** Return {@code text} without the blobs in it. */
    static String withoutBlobs(String text) {
        if (!hasLongRun(text)) {
            return text;
        }
        return LONG_RUN.matcher(text)
                .replaceAll(run -> isMixed(run.group()) ? "" : Matcher.quoteReplacement(run.group()));
    }

    /** Look for a run alone: the pattern, which begins anew at each character, took a tenth of the time of replayed tests. */
    private static boolean hasLongRun(String text) {
        int run = 0;
        for (int i = 0; i < text.length() && run < SHORTEST_RUN; i++) {
            run = isOfRun(text.charAt(i)) ? run + 1 : 0;
        }
        return run == SHORTEST_RUN;
    }

    private static boolean isOfRun(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "+/_-".indexOf(c) >= 0;
    }

    /** Return the text that a data URL of a text's type holds, or nothing where {@code url} is none. */
    static Optional<String> textOfDataUrl(String url) {
        Matcher begin = DATA_URL.matcher(url);
        return begin.lookingAt() && TEXT_TYPE.matcher(begin.group(1)).matches()
                ? decoded(url.substring(begin.end()))
                : Optional.empty();
    }

    /** Return the text that {@code media} holds as base64 in the field {@code data}, where it is a text's. */
    static Optional<String> textOfMedia(JsonNode media) {
        boolean isText = TEXT_TYPE.matcher(media.path("mimeType").asText()).matches()
                || TEXT_TYPE.matcher(media.path("mime_type").asText()).matches()
                || TEXT_TYPE.matcher(media.path("media_type").asText()).matches();
        return isText ? decoded(media.path("data").asText()) : Optional.empty();
    }

    /** Return the text that a document of Bedrock's holds as base64, where its format is a text's. */
    static Optional<String> textOfDocument(JsonNode document) {
        String bytes = document.path("source").path("bytes").asText();
        return !bytes.isEmpty() && TEXT_FORMATS.contains(document.path("format").asText())
                ? decoded(bytes)
                : Optional.empty();
    }

    /** Base64 of more than a few bytes has all three; a long line of one letter, or of hexadecimal digits, has not. */
    private static boolean isMixed(String run) {
        return run.chars().anyMatch(c -> c >= 'A' && c <= 'Z')
                && run.chars().anyMatch(c -> c >= 'a' && c <= 'z')
                && run.chars().anyMatch(c -> c >= '0' && c <= '9');
    }

    private static Optional<String> decoded(String base64) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(base64);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
