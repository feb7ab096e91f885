package dev.tokenbudget.internal.gateway.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/**
 * The text of one answer, put together from its document or the events of its stream, by their shape: thoughts, tool calls and
 * further choices are left out.
 */
final class AnswerText {

    /** Answers that are longer are no forms. */
    private static final int LONGEST = 1 << 22;

    private final StringBuilder pieces = new StringBuilder();
    private String whole = "";

    /** Read the next document of the answer. */
    void read(JsonNode document) {
        JsonNode answer = document.path("response").isObject() ? document.path("response") : document;
        String type = document.path("type").asText();
        if (answer.path("output").isArray()) {
            readWhole(answer.path("output"));
        } else if (type.equals("response.output_text.delta")) {
            add(document.path("delta"));
        } else if (type.startsWith("response.")) {
            return; // What these events say comes again with the whole answer.
        } else if (answer.path("choices").isArray()) {
            readChoice(answer.path("choices").path(0));
        } else if (answer.path("candidates").isArray()) {
            add(answer.path("candidates").path(0).path("content").path("parts"));
        } else if (type.equals("message")) {
            add(document.path("content"));
        } else if (type.equals("content_block_delta") || document.has("contentBlockIndex")) {
            add(document.path("delta").path("text"));
        } else if (type.equals("content-delta")) {
            add(document.at("/delta/message/content/text"));
        } else if (type.equals("text-generation") || answer.path("response").isTextual()) {
            add(document.path("text"));
            add(answer.path("response"));
        } else {
            add(answer.at("/output/message/content"));
            add(answer.at("/message/content"));
        }
    }

    String text() {
        return whole.isEmpty() ? pieces.toString() : whole;
    }

    private void readChoice(JsonNode choice) {
        if (choice.path("index").asInt() == 0) {
            add(choice.has("delta") ? choice.at("/delta/content") : choice.at("/message/content"));
        }
    }

    private void readWhole(JsonNode output) {
        pieces.setLength(0);
        output.forEach(item -> add(item.path("content")));
        whole = pieces.toString();
    }

    /** Add a text, or the texts of content in parts. */
    private void add(JsonNode content) {
        if (content.isTextual()) {
            addText(content.textValue());
        } else if (content.isArray()) {
            content.forEach(part -> Stream.of(part)
                    .filter(block -> !block.path("thought").asBoolean())
                    .map(block -> block.path("text"))
                    .filter(JsonNode::isTextual)
                    .forEach(text -> addText(text.textValue())));
        }
    }

    private void addText(String text) {
        if (pieces.length() + text.length() <= LONGEST) {
            pieces.append(text);
        }
    }
}
