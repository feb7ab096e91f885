package dev.tokenbudget.internal.gateway.framing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Server-sent events: the {@code data} lines of each event make one document. Lines end with LF or CR LF. */
final class ServerSentEvents implements Framing {

    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event:".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] LINE_END = {'\n'};
    private static final byte[] NOTHING = {};

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

        /** Note that an event, or a line of one, was too large to be kept. */
        default void tooLarge() {
            // Who takes events alone does without it.
        }
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        int begin = offset;
        for (int at = offset; at < offset + length; at++) {
            if (bytes[at] == '\n') {
                endOfLine(bytes, begin, at);
                begin = at + 1;
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

    /** A line that stands in one piece is read where it is. */
    private void endOfLine(byte[] piece, int begin, int end) {
        if (line.isEmpty()) {
            read(piece, begin, end, end + 1);
        } else {
            line.append(piece, begin, end - begin);
            endOfLine(end + 1);
        }
    }

    private void endOfLine(int position) {
        byte[] text = kept(line);
        read(text, 0, text.length, position);
    }

    private void read(byte[] text, int begin, int lineEnd, int position) {
        int end = lineEnd > begin && text[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        if (end == begin) {
            endOfEvent(position);
        } else if (isField(DATA, text, begin, end)) {
            int start = startOfValue(DATA, text, begin, end);
            data.append(text, start, end - start);
            data.append(LINE_END, 0, LINE_END.length);
        } else if (isField(EVENT, text, begin, end)) {
            int start = startOfValue(EVENT, text, begin, end);
            name = new String(text, start, end - start, StandardCharsets.UTF_8);
        }
    }

    private static boolean isField(byte[] field, byte[] text, int begin, int end) {
        int fieldEnd = begin + field.length;
        return end >= fieldEnd && Arrays.equals(text, begin, fieldEnd, field, 0, field.length);
    }

    private static int startOfValue(byte[] field, byte[] text, int begin, int end) {
        int at = begin + field.length;
        return at < end && text[at] == ' ' ? at + 1 : at;
    }

    private void endOfEvent(int position) {
        sink.accept(name, kept(data), position);
        name = "";
    }

    private byte[] kept(JsonBuffer collected) {
        return collected.take().orElseGet(() -> {
            sink.tooLarge();
            return NOTHING;
        });
    }
}
