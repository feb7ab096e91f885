package dev.tokenbudget.internal.replay.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** JSON as indented lines, so that a change of it is a change of a line. */
final class Outline {

    /** Longer words are no text, but pictures and the like. */
    private static final int LONGEST_WORD = 500;

    /** What stands for something, and is no text that a model is told. */
    private static final Set<String> LEFT_OUT =
            Set.of("id", "call_id", "tool_call_id", "tool_use_id", "toolUseId", "cache_control", "signature");

    private final StringBuilder lines = new StringBuilder();

    private Outline() {}

    static String of(JsonNode value) {
        Outline outline = new Outline();
        if (value.isObject()) {
            outline.fields("", value);
        } else {
            outline.value("", "", value);
        }
        return outline.lines.toString().stripTrailing();
    }

    /** Return {@code text}, or where it is no text but data, its length. */
    static String readable(String text) {
        boolean isData = text.length() > LONGEST_WORD
                && text.chars().limit(LONGEST_WORD).noneMatch(Character::isWhitespace)
                && text.charAt(0) != '{'
                && text.charAt(0) != '[';
        return isData ? "(" + text.length() + " characters of data)" : text;
    }

    private void fields(String indent, JsonNode object) {
        object.fields().forEachRemaining(field -> {
            if (!LEFT_OUT.contains(field.getKey())) {
                value(indent, field.getKey() + ":", field.getValue());
            }
        });
    }

    private void value(String indent, String label, JsonNode value) {
        String deeper = label.isEmpty() ? indent : indent + "  ";
        if (value.isObject() && !value.isEmpty()) {
            line(indent, label, "");
            fields(deeper, value);
        } else if (value.isArray() && !areScalars(value)) {
            line(indent, label, "");
            value.forEach(item -> value(deeper, "-", item));
        } else if (value.isTextual()) {
            text(indent, label, readable(value.textValue()));
        } else {
            line(indent, label, value.toString());
        }
    }

    private void text(String indent, String label, String text) {
        if (text.indexOf('\n') < 0) {
            line(indent, label, text);
        } else {
            line(indent, label, "");
            text.lines().forEach(line -> line(indent + "  ", "", line));
        }
    }

    private void line(String indent, String label, String text) {
        String separator = label.isEmpty() || text.isEmpty() ? "" : " ";
        if (!label.isEmpty() || !text.isEmpty()) {
            lines.append(indent).append(label).append(separator).append(text).append('\n');
        }
    }

    private static boolean areScalars(JsonNode array) {
        for (JsonNode item : array) {
            if (item.isContainerNode()) {
                return false;
            }
        }
        return true;
    }
}
