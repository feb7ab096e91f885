package dev.tokenbudget.internal.gateway.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.gateway.protocol.ProviderJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The texts in a document. */
final class Leaves {

    private Leaves() {}

    /** Hand each text in {@code node} to {@code sink}, with the name of its field, in an order that keys do not change. */
    static void of(JsonNode node, BiConsumer<String, String> sink) {
        of("", node, sink);
    }

    /** Hand the texts in {@code json} to {@code sink}, or all of it where it is no JSON. */
    static void textsOf(String json, Consumer<String> sink) {
        JsonNode document = ProviderJson.parse(json.getBytes(StandardCharsets.UTF_8));
        if (document.isContainerNode()) {
            of(document, (name, text) -> sink.accept(text));
        } else {
            sink.accept(json);
        }
    }

    private static void of(String name, JsonNode node, BiConsumer<String, String> sink) {
        if (node.isTextual()) {
            sink.accept(name, node.textValue());
        } else if (node.isArray()) {
            node.forEach(element -> of(name, element, sink));
        } else {
            Map<String, JsonNode> sorted = new TreeMap<>();
            node.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
            sorted.forEach((field, value) -> of(field, value, sink));
        }
    }
}
