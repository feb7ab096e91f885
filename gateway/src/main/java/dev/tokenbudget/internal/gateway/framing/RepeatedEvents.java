package dev.tokenbudget.internal.gateway.framing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * Tells which events of a stream repeat the one before in all but a text that the model wrote. Most do, and say nothing new of
 * what was used.
 */
final class RepeatedEvents {

    private static final Set<String> WRITTEN =
            Set.of("content", "text", "thinking", "partial_json", "reasoning_content");

    /** What calls tools is read each time. */
    private static final Set<String> OF_TOOLS = Set.of("tool", "function");

    /** Some providers give each event a number or padding of its own: then none repeats another. */
    private static final int MOST_IN_VAIN = 16;

    private byte[] last = {};
    private int begin;
    private int close;
    private int inVain;

    /** Whether the event from {@code from} to {@code to} is the one that was {@linkplain #learn learnt} but for the text. */
    boolean repeats(byte[] bytes, int from, int to) {
        int textBegin = from + begin;
        int textEnd = to - (last.length - close);
        boolean same = begin > 0
                && textEnd >= textBegin
                && Arrays.equals(bytes, from, textBegin, last, 0, begin)
                && Arrays.equals(bytes, textEnd, to, last, close, last.length)
                && JsonString.end(bytes, textBegin, to) == textEnd;
        inVain = same ? 0 : inVain;
        return same;
    }

    /** Note an event that was read. */
    void learn(byte[] bytes, int from, int to) {
        begin = 0;
        if (inVain > MOST_IN_VAIN) {
            return;
        }
        inVain++;
        last = Arrays.copyOfRange(bytes, from, to);
        JsonString text = onlyText(last);
        if (text.isWhole() && text.length() > 0 && !isOfTools(last, text)) {
            begin = text.begin();
            close = text.close();
        }
    }

    /** Return the one text in {@code event} that a model wrote; one that does not end where there is none, or several. */
    private static JsonString onlyText(byte[] event) {
        JsonString none = JsonString.at(event, event.length, event.length);
        JsonString found = none;
        int at = 0;
        while (at < event.length) {
            if (event[at] != '"') {
                at++;
                continue;
            }
            JsonString name = JsonString.at(event, at, event.length);
            if (!name.isWhole()) {
                return none;
            }
            at = name.end();
            int value = valueAt(event, at);
            if (value > 0 && WRITTEN.contains(name.raw(event))) {
                if (found.isWhole()) {
                    return none;
                }
                found = JsonString.at(event, value, event.length);
                at = found.isWhole() ? found.end() : event.length;
            }
        }
        return found;
    }

    /** Return where the opening quote of a field's value is, whose name ends at {@code at}; 0 where it is no text. */
    private static int valueAt(byte[] event, int end) {
        int at = end;
        while (at < event.length && (event[at] == ':' || event[at] == ' ')) {
            at++;
        }
        return at > end && at < event.length && event[at] == '"' ? at : 0;
    }

    private static boolean isOfTools(byte[] event, JsonString text) {
        String head = new String(event, 0, text.begin(), StandardCharsets.ISO_8859_1);
        String tail = new String(event, text.close(), event.length - text.close(), StandardCharsets.ISO_8859_1);
        return OF_TOOLS.stream().anyMatch(word -> head.contains(word) || tail.contains(word));
    }
}
