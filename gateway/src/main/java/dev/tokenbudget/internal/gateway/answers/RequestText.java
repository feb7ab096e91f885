package dev.tokenbudget.internal.gateway.answers;

import dev.tokenbudget.internal.gateway.framing.CompressedBody;
import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.replay.Body;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an agent wrote, in the form that is kept of it and that two requests are compared in: JSON as it is, forms without the
 * delimiters that clients make up, and of what is no text only its length and hash.
 */
public final class RequestText {

    private static final int LARGEST = 64 << 20;

    private RequestText() {}

    /**
     * Return the form of a request.
     *
     * @param bytes its body
     * @param headers its headers
     */
    public static Body of(byte[] bytes, List<HeaderField> headers) {
        byte[] plain =
                plain(bytes, HeaderField.first(headers, "Content-Encoding").orElse(""));
        if (plain.length == 0) {
            return new Body.None();
        }
        Optional<String> document = AnswerText.document(plain);
        if (document.isPresent()) {
            return new Body.Json(document.get());
        }
        String type = HeaderField.first(headers, "Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return new Body.Text(type.startsWith("multipart/") ? new FormText(plain).toString() : textOrHash(plain));
    }

    private static byte[] plain(byte[] bytes, String coding) {
        if (coding.isEmpty()) {
            return bytes;
        }
        try (InputStream plain = CompressedBody.decoded(coding, new ByteArrayInputStream(bytes))) {
            return plain.readNBytes(LARGEST);
        } catch (IOException e) {
            return bytes;
        }
    }

    /** Return a text as it is; of anything else, how long it is and what it hashes to. */
    static String textOrHash(byte[] bytes) {
        return AnswerText.text(bytes).orElseGet(() -> "<" + bytes.length + " bytes, SHA-256 " + hash(bytes) + ">");
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
