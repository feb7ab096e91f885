package dev.tokenbudget.internal.gateway.framing;

import java.util.Arrays;
import java.util.Optional;

/**
 * JSON objects, one after the other: a whole body, lines of a stream, or the elements of one array that is streamed. What
 * stands between them (white space, commas, the array's brackets) is passed over.
 */
final class JsonDocuments implements Framing {

    /** Beyond this, {@link JsonBuffer} shortens what it collects, and only all of it can be read. */
    private static final int LONGEST_READ_IN_PIECES = 1 << 20;

    private final DocumentSink sink;
    private final AnswerJson json;
    private int documents;
    private boolean inArray;

    /** What has come of a document that began in an earlier piece, as far as it is needed. */
    private byte[] begun = {};

    private int length;

    /** Where a document ends that is left to Jackson, and what has come of it. */
    private Optional<JsonNesting> unusual = Optional.empty();

    private final JsonBuffer collected = new JsonBuffer();

    JsonDocuments(DocumentSink sink) {
        this.sink = sink;
        this.json = new AnswerJson(sink.readsTexts());
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        int limit = offset + length;
        int at = offset;
        while (at < limit) {
            if (unusual.isPresent()) {
                at = collect(unusual.get(), bytes, at, limit);
            } else if (this.length > 0) {
                at = goOn(bytes, at, limit);
            } else {
                at = begin(bytes, at, limit);
            }
        }
    }

    @Override
    public void end() {
        // What is pending is a document that was cut.
    }

    @Override
    public boolean isStream() {
        return inArray || documents > 1;
    }

    private int begin(byte[] bytes, int at, int limit) {
        if (bytes[at] != '{') {
            inArray |= bytes[at] == '[';
            return at + 1;
        }
        json.begin();
        switch (json.read(bytes, at, limit)) {
            case WHOLE -> {
                return whole(json.end());
            }
            case CUT -> {
                length = json.isPassing() ? json.done() : limit - at;
                begun = Arrays.copyOfRange(bytes, at, at + length);
                markPassed();
                return limit;
            }
            default -> {
                unusual = Optional.of(new JsonNesting());
                return at;
            }
        }
    }

    private int goOn(byte[] bytes, int begin, int limit) {
        int at = json.passOver(bytes, begin, limit);
        if (at == limit) {
            return limit;
        }
        int before = length;
        if (limit - at > LONGEST_READ_IN_PIECES - before) {
            return leave(at);
        }
        append(bytes, at, limit - at);
        switch (json.read(begun, 0, length)) {
            case WHOLE -> {
                return whole(at + json.end() - before);
            }
            case CUT -> {
                length = json.isPassing() ? json.done() : length;
                markPassed();
                return limit;
            }
            default -> {
                length = before;
                return leave(at);
            }
        }
    }

    private int whole(int end) {
        length = 0;
        documents++;
        sink.accept(json.object());
        return end;
    }

    /** A text that was passed over is not empty, which is all that may be read of it. */
    private void markPassed() {
        if (json.isPassing()) {
            begun[length - 1] = '.';
        }
    }

    private void append(byte[] bytes, int at, int more) {
        if (begun.length - length < more) {
            begun = Arrays.copyOf(begun, Math.max(2 * begun.length, length + more));
        }
        System.arraycopy(bytes, at, begun, length, more);
        length += more;
    }

    /** Leave the document to Jackson, what has come of it and what comes. */
    private int leave(int at) {
        JsonNesting nesting = new JsonNesting();
        nesting.end(begun, 0, length);
        unusual = Optional.of(nesting);
        collected.append(begun, 0, length);
        length = 0;
        return at;
    }

    private int collect(JsonNesting nesting, byte[] bytes, int at, int limit) {
        int end = nesting.end(bytes, at, limit);
        collected.append(bytes, at, (end < 0 ? limit : end) - at);
        if (end < 0) {
            return limit;
        }
        unusual = Optional.empty();
        documents++;
        collected.take().ifPresentOrElse(document -> sink.accept(document, 0, document.length), sink::tooLarge);
        return end;
    }
}
