package dev.tokenbudget.internal.gateway.framing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.internal.gateway.protocol.ProviderJson;
import java.nio.charset.StandardCharsets;

/** The one shape in which protocols see errors of which a framing alone tells that they are errors. */
final class ErrorDocument {

    private ErrorDocument() {}

    /** Return an error of that type which holds {@code details}, whether they are JSON or not. */
    static byte[] of(String type, byte[] details) {
        JsonNode json = ProviderJson.parse(details);
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.putObject("error")
                .put("type", type)
                .set(
                        "details",
                        json.isMissingNode()
                                ? JsonNodeFactory.instance.textNode(new String(details, StandardCharsets.UTF_8))
                                : json);
        return error.toString().getBytes(StandardCharsets.UTF_8);
    }
}
