package dev.tokenbudget.internal.gateway.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tokenbudget.internal.gateway.protocol.ProviderJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The JSON that a request asks its answer to be, by the names that say so in any protocol.
 *
 * @param schema what the JSON is to be; a {@link MissingNode} where any will do
 */
public record AskedForm(JsonNode schema) {

    private static final Set<String> FORMATS =
            Set.of("response_format", "responseFormat", "output_format", "outputFormat", "format", "textFormat");

    private static final Set<String> SCHEMAS =
            Set.of("responseSchema", "response_schema", "responseJsonSchema", "response_json_schema", "guided_json");

    private static final Set<String> MIME_TYPES = Set.of("responseMimeType", "response_mime_type");

    /** With this type, a schema lists words of which the answer is one, and no JSON. */
    private static final String ONE_OF_WORDS = "text/x.enum";

    private static final Set<String> TYPES = Set.of("json", "json_object", "json_schema");

    /** Where a format has its schema: its own, OpenAI's, and Bedrock's. */
    private static final List<String> PLACES =
            List.of("/schema", "/json_schema/schema", "/structure/jsonSchema/schema");

    /** Return the form that {@code request} asks for; nothing where any text will do. */
    public static Optional<AskedForm> of(JsonNode request) {
        Optional<AskedForm> form = formIn(request);
        if (request.isObject()) {
            // Messages and tools are lists, so that what they say is never taken for a setting.
            for (Map.Entry<String, JsonNode> field : request.properties()) {
                form = moreOf(form, formIn(field.getValue()));
            }
        }
        return form;
    }

    private static Optional<AskedForm> formIn(JsonNode settings) {
        Optional<AskedForm> form = Optional.empty();
        if (settings.isObject() && !asksForOneOfWords(settings)) {
            for (Map.Entry<String, JsonNode> field : settings.properties()) {
                form = moreOf(form, formIn(field.getKey(), field.getValue()));
            }
        }
        return form;
    }

    private static Optional<AskedForm> moreOf(Optional<AskedForm> one, Optional<AskedForm> other) {
        return one.isEmpty() || (other.isPresent() && one.get().schema.isMissingNode()) ? other : one;
    }

    private static boolean asksForOneOfWords(JsonNode settings) {
        for (String type : MIME_TYPES) {
            if (settings.path(type).asText().equals(ONE_OF_WORDS)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<AskedForm> formIn(String name, JsonNode value) {
        if (SCHEMAS.contains(name) && value.isObject()) {
            return Optional.of(new AskedForm(value));
        }
        if (MIME_TYPES.contains(name) && value.asText().equals("application/json")) {
            return Optional.of(new AskedForm(MissingNode.getInstance()));
        }
        boolean isJson = TYPES.contains(
                value.isTextual() ? value.textValue() : value.path("type").asText());
        if (FORMATS.contains(name) && (isJson || value.has("properties"))) {
            return Optional.of(new AskedForm(schemaIn(value)));
        }
        return Optional.empty();
    }

    private static JsonNode schemaIn(JsonNode format) {
        if (format.has("properties")) {
            return format;
        }
        return PLACES.stream()
                .map(format::at)
                .filter(found -> !found.isMissingNode())
                .map(found -> found.isTextual()
                        ? ProviderJson.parse(found.textValue().getBytes(StandardCharsets.UTF_8))
                        : found)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}
