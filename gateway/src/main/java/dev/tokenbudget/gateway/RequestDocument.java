package dev.tokenbudget.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tokenbudget.gateway.framing.CompressedBody;
import dev.tokenbudget.gateway.protocol.Json;
import dev.tokenbudget.gateway.transport.HeaderField;
import dev.tokenbudget.gateway.transport.RequestBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request's body as protocols read it: JSON, or of an uploaded form the model that it names. */
final class RequestDocument {

    private static final int LARGEST_READ = 64 << 20;
    private static final Pattern MODEL_FIELD =
            Pattern.compile("name=\"model\"\\r\\n(?:[^\\r]+\\r\\n)*\\r\\n([^\\r]+)\\r\\n");

    private RequestDocument() {}

    /** Return the document in {@code body}, or a {@link MissingNode} where there is none that can be read. */
    static JsonNode of(RequestBody body, List<HeaderField> headers) {
        byte[] bytes = body.bytes().orElse(new byte[0]);
        if (bytes.length == 0) {
            return MissingNode.getInstance();
        }
        String type = HeaderField.first(headers, "Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("multipart/") ? modelOfForm(bytes) : json(bytes, headers);
    }

    private static JsonNode json(byte[] bytes, List<HeaderField> headers) {
        String coding = HeaderField.first(headers, "Content-Encoding").orElse("identity");
        if (coding.equalsIgnoreCase("identity")) {
            return Json.parse(bytes);
        }
        try (InputStream plain = CompressedBody.decoded(coding, new ByteArrayInputStream(bytes))) {
            return Json.parse(plain.readNBytes(LARGEST_READ));
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static JsonNode modelOfForm(byte[] bytes) {
        Matcher model = MODEL_FIELD.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        return model.find()
                ? JsonNodeFactory.instance.objectNode().put("model", model.group(1))
                : MissingNode.getInstance();
    }
}
