package dev.tokenbudget.internal.gateway.answers;

import dev.tokenbudget.internal.replay.Body;
import dev.tokenbudget.internal.replay.OrderedJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The form of a body that is best to read. White space of JSON, the order of its keys and the optional blank in server-sent
 * events are not kept: they mean nothing.
 */
final class AnswerText {

    private static final Pattern BEGIN_OF_EVENTS = Pattern.compile("\\s*(:|(data|event|id|retry):)");
    private static final String DATA = "data";

    private AnswerText() {}

    /** Return the body that is {@code bytes}, which are not compressed. */
    static Body of(byte[] bytes) {
        if (bytes.length == 0) {
            return new Body.None();
        }
        Optional<String> document = document(bytes);
        if (document.isPresent()) {
            return new Body.Json(document.get());
        }
        return text(bytes)
                .map(AnswerText::ofText)
                .orElseGet(() -> new Body.Bytes(Base64.getEncoder().encodeToString(bytes)));
    }

    /** Return the document that {@code bytes} are, if it can be written and read again as it is. */
    static Optional<String> document(byte[] bytes) {
        return text(bytes).flatMap(AnswerText::document);
    }

    private static Optional<String> document(String text) {
        return OrderedJson.document(text);
    }

    /** Return the text that {@code bytes} are, if they are one. */
    static Optional<String> text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Body ofText(String text) {
        if (BEGIN_OF_EVENTS.matcher(text).lookingAt()) {
            return new Body.Events(events(text));
        }
        List<String> lines = new ArrayList<>();
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            Optional<String> document = document(line);
            if (document.isEmpty()) {
                return new Body.Text(text);
            }
            lines.add(document.get());
        }
        return lines.isEmpty() ? new Body.Text(text) : new Body.Lines(lines);
    }

    private static List<Body.Event> events(String text) {
        List<Body.Event> events = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (!line.isEmpty()) {
                fields.add(field(line));
            } else if (!fields.isEmpty()) {
                events.add(new Body.Event(fields));
                fields = new ArrayList<>();
            }
        }
        if (!fields.isEmpty()) {
            events.add(new Body.Event(fields));
        }
        return events;
    }

    private static String field(String line) {
        int colon = line.indexOf(':');
        if (colon <= 0) {
            return line;
        }
        String name = line.substring(0, colon);
        String value = line.substring(line.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
        Optional<String> document = name.equals(DATA) ? document(value) : Optional.empty();
        return name + ": "
                + document.filter(json -> json.startsWith("{") || json.startsWith("["))
                        .orElse(value);
    }
}
