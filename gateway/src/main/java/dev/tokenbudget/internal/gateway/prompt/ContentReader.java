package dev.tokenbudget.internal.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Measures the content of a message, however deep it is nested: text for the section that it belongs to, results of tools for
 * theirs, and what is no text apart.
 */
final class ContentReader {

    private static final Set<String> ADDRESSED = Set.of("url", "image_url", "file_url", "input_image", "input_file");

    private static final Set<String> KINDS = Set.of("mimeType", "mime_type", "media_type", "format");

    private final PromptTally<?> tally;

    ContentReader(PromptTally<?> tally) {
        this.tally = tally;
    }

    /** Measure {@code content} of {@code section}. */
    void read(JsonNode content, PromptSection section) {
        if (content.isTextual()) {
            addText(content.textValue(), section);
        } else if (content.isArray()) {
            content.forEach(element -> tally.items.readBlock(() -> read(element, section)));
        } else if (content.isObject()) {
            if (Shape.isToolResult(content)) {
                tally.items.readResult(content, () -> readObject(content, tally.toolResults));
            } else {
                tally.items.readObject(content, () -> readObject(content, section));
            }
        }
    }

    /** Measure {@code document} as the JSON that it is; of a text, the text. */
    void readJson(JsonNode document, PromptSection section) {
        if (document.isTextual()) {
            addText(document.textValue(), section);
        } else if (document.isContainerNode()) {
            addText(CanonicalJson.of(document), document.toString(), section);
        }
    }

    private void readObject(JsonNode object, PromptSection section) {
        if (Shape.isReference(object)) {
            tally.goesOn();
        }
        Blobs.textOfDocument(object)
                .ifPresentOrElse(
                        text -> section.add(text),
                        () -> object.properties().forEach(field -> readField(object, field, section)));
    }

    private void readField(JsonNode object, Map.Entry<String, JsonNode> field, PromptSection section) {
        String name = field.getKey();
        JsonNode value = field.getValue();
        if (isReasoningAgain(object, name)) {
            return;
        }
        switch (isAddress(object, name) ? ContentField.OPAQUE : ContentField.named(name)) {
            case OPAQUE -> readMedia(value, section);
            case DATA -> readData(object, value, section);
            case PAYLOAD -> readJson(value, section);
            case TEXT -> read(value, section);
            case MARK -> {}
        }
    }

    /** A text that is given as a file is text; of anything else only the length is known. */
    private void readMedia(JsonNode media, PromptSection section) {
        Optional<String> text = media.isTextual() ? Blobs.textOfDataUrl(media.textValue()) : Blobs.textOfMedia(media);
        text.ifPresentOrElse(section::add, () -> addOpaque(media, section));
    }

    /** Data is a document's content or a text; where its kind is given, it is base64 of that. */
    private void readData(JsonNode object, JsonNode data, PromptSection section) {
        if (data.isContainerNode() || isPlainText(object)) {
            readJson(data, section);
        } else {
            Blobs.textOfMedia(object).ifPresentOrElse(section::add, () -> addOpaque(data, section));
        }
    }

    private void addText(String text, PromptSection section) {
        addText(text, text, section);
    }

    private void addText(String text, String sent, PromptSection section) {
        String read = Blobs.withoutBlobs(text);
        section.add(read, Blobs.withoutBlobs(sent));
        if (read.length() < text.length()) {
            tally.addOpaque(text.length() - read.length());
            section.addOpaque(text);
        }
    }

    private void addOpaque(JsonNode content, PromptSection section) {
        tally.addOpaque(characters(content));
        section.addOpaque(content.toString());
    }

    /** Clients that do not know which of the two names a host understands send the same reasoning under both. */
    private static boolean isReasoningAgain(JsonNode message, String name) {
        return name.equals("reasoning") && message.get(name).equals(message.get("reasoning_content"));
    }

    private static boolean isPlainText(JsonNode object) {
        return object.has("type")
                ? object.path("type").asText().equals("text")
                : KINDS.stream().noneMatch(object::has);
    }

    private static boolean isAddress(JsonNode object, String name) {
        return name.equals("url") && ADDRESSED.contains(object.path("type").asText());
    }

    /** Return the length of all texts in {@code node}. */
    static long characters(JsonNode node) {
        if (node.isContainerNode()) {
            long all = 0;
            for (JsonNode element : node) {
                all += characters(element);
            }
            return all;
        }
        return node.isTextual() ? node.textValue().length() : 0;
    }
}
