package dev.tokenbudget.internal.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the sections of a request's prompt. It goes by the shape of the request, so that unknown hosts are read
 * as well: the parts of a prompt stand under a few names only.
 */
final class PromptReader {

    private final PromptTally<?> tally;
    private final ContentReader content;
    private final ToolReader tools;

    /** What is left of the request when its texts are taken out. */
    private final ObjectNode settings = JsonNodeFactory.instance.objectNode();

    /** The request without what says nothing on its prompt. */
    private final ObjectNode asked = JsonNodeFactory.instance.objectNode();

    private final List<JsonNode> messages = new ArrayList<>();

    private PromptReader(PromptTally<?> tally) {
        this.tally = tally;
        content = new ContentReader(tally);
        tools = new ToolReader(tally);
    }

    /** Sort the prompt in {@code request} into the sections of {@code tally}. */
    static PromptReader read(JsonNode request, PromptTally<?> tally) {
        PromptReader reader = new PromptReader(tally);
        request.properties().forEach(reader::readField);
        reader.readMessages(request);
        return reader;
    }

    ObjectNode settings() {
        return settings;
    }

    ObjectNode asked() {
        return asked;
    }

    List<JsonNode> messages() {
        return messages;
    }

    private void readField(Map.Entry<String, JsonNode> field) {
        String name = field.getKey();
        JsonNode value = field.getValue();
        RequestField kind = RequestField.named(name);
        if (value.isNull() || kind == RequestField.MARK) {
            return;
        }
        asked.set(name, value);
        switch (kind) {
            case SYSTEM -> tally.items.readBlock(() -> content.read(value, tally.system));
            case TOOLS -> tools.read(value);
            case TOOL_CONFIG -> readToolConfig(value, settings.putObject(name));
            case DOCUMENTS ->
                value.forEach(document -> tally.items.readBlock(() -> content.readJson(document, tally.user)));
            case TOOL_RESULTS ->
                value.forEach(result ->
                        tally.items.readResult(result.path("call"), () -> content.readJson(result, tally.toolResults)));
            case OPAQUE -> {
                tally.addOpaque(Math.max(value.size(), ContentReader.characters(value)));
                tally.items.readBlock(() -> tally.user.addOpaque(value.toString()));
            }
            case KEPT -> tally.goesOn();
            case SETTING -> readSetting(name, value, settings);
            case MESSAGES, MARK -> {}
        }
    }

    private void readToolConfig(JsonNode config, ObjectNode rest) {
        tools.read(config.path("tools"));
        config.properties().stream()
                .filter(field -> !field.getKey().equals("tools"))
                .forEach(field -> readSetting(field.getKey(), field.getValue(), rest));
    }

    private void readSetting(String name, JsonNode value, ObjectNode rest) {
        if (RequestField.isResponseFormat(name, value)) {
            content.readJson(value, tally.responseFormat);
        } else if (value.isObject()) {
            ObjectNode inner = rest.putObject(name);
            value.properties().forEach(field -> readSetting(field.getKey(), field.getValue(), inner));
        } else {
            rest.set(name, value);
        }
    }

    private void readMessages(JsonNode request) {
        collectMessages(request, messages);
        new ConversationReader(tally, content, tools).read(messages);
    }

    private void collectMessages(JsonNode request, List<JsonNode> messages) {
        RequestField.MESSAGES.names().map(request::path).forEach(found -> {
            if (found.isArray()) {
                found.forEach(messages::add);
            } else if (Shape.isKeptPrompt(found)) {
                tally.goesOn();
                content.readJson(found.path("variables"), tally.user);
            } else if (found.has("messages")) {
                collectMessages(found, messages);
            } else if (!found.isMissingNode()) {
                messages.add(found);
            }
        });
    }
}
