package dev.tokenbudget.internal.gateway.framing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Server-sent events: the {@code data} lines of each event make one document. Lines end with LF or CR LF. */
final class ServerSentEvents implements Framing {

    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event:".getBytes(StandardCharsets.US_ASCII);

    private final EventSink sink;
    private final JsonBuffer line = new JsonBuffer();
    private final JsonBuffer data = new JsonBuffer();
    private String name = "";

    ServerSentEvents(EventSink sink) {
        this.sink = sink;
    }

    /** Takes events. */
    @FunctionalInterface
    interface EventSink {

        /**
         * Take one event.
         *
         * @param name its name; empty where it has none
         * @param data its data lines, joined; empty for a comment
         * @param end where it ends in the piece that was accepted last
         */
        void accept(String name, byte[] data, int end);
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        int begin = offset;
        for (int at = offset; at < offset + length; at++) {
            if (bytes[at] == '\n') {
                line.append(bytes, begin, at - begin);
                begin = at + 1;
                endOfLine(begin);
            }
        }
        line.append(bytes, begin, offset + length - begin);
    }

    @Override
    public void end() {
        if (!line.isEmpty()) {
            endOfLine(0);
        }
        if (!data.isEmpty()) {
            endOfEvent(0);
        }
    }

    @Override
    public boolean isStream() {
        return true;
    }

    private void endOfLine(int position) {
        byte[] text = line.take().orElse(new byte[0]);
        int end = text.length > 0 && text[text.length - 1] == '\r' ? text.length - 1 : text.length;
        if (end == 0) {
            endOfEvent(position);
        } else if (isField(DATA, text, end)) {
            int start = startOfValue(DATA, text, end);
            data.append(text, start, end - start);
            data.append(new byte[] {'\n'}, 0, 1);
        } else if (isField(EVENT, text, end)) {
            int start = startOfValue(EVENT, text, end);
            name = new String(text, start, end - start, StandardCharsets.UTF_8);
        }
    }

    private static boolean isField(byte[] field, byte[] text, int end) {
        return end >= field.length && Arrays.equals(text, 0, field.length, field, 0, field.length);
    }

    private static int startOfValue(byte[] field, byte[] text, int end) {
        return end > field.length && text[field.length] == ' ' ? field.length + 1 : field.length;
    }

    private void endOfEvent(int position) {
        sink.accept(name, data.take().orElse(new byte[0]), position);
        name = "";
    }
}
