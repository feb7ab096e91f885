package dev.tokenbudget.internal.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tokenbudget.internal.gateway.framing.CompressedBody;
import dev.tokenbudget.internal.gateway.framing.JsonBuffer;
import dev.tokenbudget.internal.gateway.protocol.ProviderJson;
import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.gateway.transport.RequestBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * A request's body as protocols read it: JSON, or of an uploaded form the model that it names. One that is too large to be
 * held is read as it passes, without its long texts, and known once it has been sent.
 */
final class RequestDocument {

    private static final int LARGEST_READ = 64 << 20;
    private static final String PLAIN = "identity";

    private final RequestBody body;
    private final boolean encoded;
    private final JsonNode known;
    private final JsonBuffer passing = new JsonBuffer();

    private RequestDocument(RequestBody body, boolean encoded, JsonNode known) {
        this.encoded = encoded;
        this.known = known;
        this.body = body.isRepeatable() ? body : body.seenBy(passing::append);
    }

    static RequestDocument of(RequestBody body, List<HeaderField> headers) {
        byte[] bytes = body.bytes().orElse(new byte[0]);
        String coding = HeaderField.first(headers, "Content-Encoding").orElse(PLAIN);
        boolean encoded = !coding.equalsIgnoreCase(PLAIN);
        String type = HeaderField.first(headers, "Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/")) {
            return new RequestDocument(body, encoded, modelOfForm(body.head()));
        }
        return new RequestDocument(body, encoded, bytes.length == 0 ? MissingNode.getInstance() : json(bytes, coding));
    }

    /** Return the body to send. */
    RequestBody body() {
        return body;
    }

    /** Return the length of the text in bytes, where that is known before it is sent. */
    OptionalLong length() {
        return encoded || !body.isRepeatable() ? OptionalLong.empty() : OptionalLong.of(body.length());
    }

    /** Return what is known before the body is sent: a {@link MissingNode} where it cannot be read, or not yet. */
    JsonNode known() {
        return known;
    }

    /** Return what is known now that the body was sent. */
    JsonNode sent() {
        return known.isMissingNode() ? passing.take().map(ProviderJson::parse).orElse(known) : known;
    }

    private static JsonNode json(byte[] bytes, String coding) {
        if (coding.equalsIgnoreCase(PLAIN)) {
            return ProviderJson.parse(bytes);
        }
        try (InputStream plain = CompressedBody.decoded(coding, new ByteArrayInputStream(bytes))) {
            return ProviderJson.parse(plain.readNBytes(LARGEST_READ));
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static JsonNode modelOfForm(byte[] bytes) {
        return new UploadedForm(bytes)
                .field("model")
                .<JsonNode>map(model -> JsonNodeFactory.instance.objectNode().put("model", model))
                .orElseGet(MissingNode::getInstance);
    }
}
