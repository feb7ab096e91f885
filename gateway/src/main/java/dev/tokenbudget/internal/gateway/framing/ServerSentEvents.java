package dev.tokenbudget.internal.gateway.framing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Server-sent events: the {@code data} lines of each event make one document. Lines end with LF or CR LF. */
final class ServerSentEvents implements Framing {

    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event:".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] LINE_END = {'\n'};

    private final EventSink sink;
    private final JsonBuffer line = new JsonBuffer();
    private String name = "";

    /** The data of the event that has begun: lines that were collected, or one line that stands in the piece. */
    private final JsonBuffer collected = new JsonBuffer();

    private Data inPlace = Data.NONE;

    ServerSentEvents(EventSink sink) {
        this.sink = sink;
    }

    /**
     * The data lines of an event, joined.
     *
     * @param bytes where they stand
     * @param begin where they begin in them
     * @param end where they end
     */
    record Data(byte[] bytes, int begin, int end) {
        static final Data NONE = new Data(new byte[0], 0, 0);

        byte[] copy() {
            return Arrays.copyOfRange(bytes, begin, end);
        }
    }

    /** Takes events. */
    @FunctionalInterface
    interface EventSink {

        /**
         * Take one event.
         *
         * @param name its name; empty where it has none
         * @param data its data; empty for a comment
         * @param end where it ends in the piece that was accepted last
         */
        void accept(String name, Data data, int end);

        /** Note that an event, or a line of one, was too large to be kept. */
        default void tooLarge() {
            // Who takes events alone does without it.
        }
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        int limit = offset + length;
        int begin = offset;
        for (int at = lineEnd(bytes, begin, limit); at < limit; at = lineEnd(bytes, begin, limit)) {
            endOfLine(bytes, begin, at);
            begin = at + 1;
        }
        line.append(bytes, begin, limit - begin);
        collectInPlace();
    }

    private static int lineEnd(byte[] bytes, int begin, int limit) {
        return EightBytes.lineEnd(bytes, begin, limit);
    }

    @Override
    public void end() {
        if (!line.isEmpty()) {
            endOfLine(0);
        }
        if (!collected.isEmpty() || inPlace != Data.NONE) {
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
            addData(new Data(text, startOfValue(DATA, text, begin, end), end));
        } else if (isField(EVENT, text, begin, end)) {
            name = KnownStrings.NAMES.of(text, startOfValue(EVENT, text, begin, end), end);
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

    /** The data of most events is one line in one piece, which is not copied. */
    private void addData(Data added) {
        if (collected.isEmpty() && inPlace == Data.NONE) {
            inPlace = added;
        } else {
            collectInPlace();
            collect(added);
        }
    }

    private void collectInPlace() {
        if (inPlace != Data.NONE) {
            collect(inPlace);
            inPlace = Data.NONE;
        }
    }

    private void collect(Data added) {
        collected.append(added.bytes(), added.begin(), added.end() - added.begin());
        collected.append(LINE_END, 0, LINE_END.length);
    }

    private void endOfEvent(int position) {
        Data data = inPlace;
        if (!collected.isEmpty()) {
            byte[] joined = kept(collected);
            data = new Data(joined, 0, joined.length);
        }
        inPlace = Data.NONE;
        sink.accept(name, data, position);
        name = "";
    }

    private byte[] kept(JsonBuffer collected) {
        return collected.take().orElseGet(() -> {
            sink.tooLarge();
            return new byte[0];
        });
    }
}
