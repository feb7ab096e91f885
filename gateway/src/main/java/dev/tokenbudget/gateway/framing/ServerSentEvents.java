package dev.tokenbudget.gateway.framing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Server-sent events: the {@code data} lines of each event make one document. Lines end with LF or CR LF. */
final class ServerSentEvents implements Framing {

    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);

    private final EventSink sink;
    private final JsonBuffer line = new JsonBuffer();
    private final JsonBuffer data = new JsonBuffer();

    ServerSentEvents(EventSink sink) {
        this.sink = sink;
    }

    /** Takes events. */
    @FunctionalInterface
    interface EventSink {

        /**
         * Take one event.
         *
         * @param data its data lines, joined; empty for a comment
         * @param end where it ends in the piece that was accepted last
         */
        void accept(byte[] data, int end);
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
        } else if (end >= DATA.length && Arrays.equals(text, 0, DATA.length, DATA, 0, DATA.length)) {
            int start = end > DATA.length && text[DATA.length] == ' ' ? DATA.length + 1 : DATA.length;
            data.append(text, start, end - start);
            data.append(new byte[] {'\n'}, 0, 1);
        }
    }

    private void endOfEvent(int position) {
        sink.accept(data.take().orElse(new byte[0]), position);
    }
}
