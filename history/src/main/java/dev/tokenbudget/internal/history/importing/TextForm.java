package dev.tokenbudget.internal.history.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;

/** How a text holds its records. */
enum TextForm {
    /** An object on each line. */
    LINES,
    /** One list or object, over several lines or one. */
    DOCUMENT,
    /** A header and rows. */
    ROWS,
    /** Nothing at all. */
    NONE;

    private static final int LINES_LOOKED_AT = 100;

    /** Return the form of a text that begins with {@code begin}. */
    static TextForm of(String begin) {
        String text = begin.startsWith("\uFEFF") ? begin.substring(1) : begin;
        if (text.isBlank()) {
            return NONE;
        }
        char first = text.stripLeading().charAt(0);
        if (first == '[') {
            return DOCUMENT;
        }
        if (first != '{') {
            return ROWS;
        }
        return hasLines(text) ? LINES : DOCUMENT;
    }

    /** Whether an object fills one of the first lines from its first column on: the lines of a printed document are indented. */
    private static boolean hasLines(String text) {
        List<String> lines = text.lines().limit(LINES_LOOKED_AT).toList();
        return lines.stream().anyMatch(line -> line.startsWith("{") && isWhole(line));
    }

    private static boolean isWhole(String line) {
        try {
            return Json.lenient().readTree(line).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
