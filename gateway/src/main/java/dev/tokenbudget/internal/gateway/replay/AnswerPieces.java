package dev.tokenbudget.internal.gateway.replay;

import dev.tokenbudget.internal.replay.Body;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** A recorded body as the pieces that a provider would send it in: of a stream, each event by itself. */
final class AnswerPieces {

    private AnswerPieces() {}

    static List<byte[]> of(Body body) {
        if (body instanceof Body.Json json) {
            return List.of(utf8(json.document()));
        }
        if (body instanceof Body.Events events) {
            return events.events().stream()
                    .map(event -> utf8(String.join("\n", event.fields()) + "\n\n"))
                    .toList();
        }
        if (body instanceof Body.Lines lines) {
            return lines.documents().stream().map(AnswerPieces::line).toList();
        }
        if (body instanceof Body.Text text) {
            return List.of(utf8(text.text()));
        }
        if (body instanceof Body.Bytes bytes) {
            return List.of(Base64.getDecoder().decode(bytes.base64()));
        }
        return List.of();
    }

    /** Whether a body comes piece by piece, so that its length is not told before. */
    static boolean isStream(Body body) {
        return body instanceof Body.Events || body instanceof Body.Lines;
    }

    private static byte[] line(String document) {
        return utf8(document + "\n");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
