package dev.tokenbudget.internal.gateway.framing;

import java.util.Optional;

/**
 * The framing that a body's first byte tells: JSON begins with a brace or a bracket, an AWS event stream with the high byte
 * of a length, server-sent events with neither. Content types are not asked, for hosts get them wrong.
 */
final class SniffedFraming implements Framing {

    private final DocumentSink sink;
    private Optional<Framing> found = Optional.empty();

    SniffedFraming(DocumentSink sink) {
        this.sink = sink;
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        int begin = offset;
        while (found.isEmpty() && begin < offset + length) {
            if (isBlankOrByteOrderMark(bytes[begin])) {
                begin++;
            } else {
                found = Optional.of(framingOf(bytes[begin]));
            }
        }
        if (found.isPresent()) {
            found.get().accept(bytes, begin, offset + length - begin);
        }
    }

    @Override
    public void end() {
        found.ifPresent(Framing::end);
    }

    @Override
    public boolean isStream() {
        return found.map(Framing::isStream).orElse(false);
    }

    private Framing framingOf(byte first) {
        if (first == 0 || first == 1) {
            return new AwsEventStream(sink);
        }
        if (first == '{' || first == '[') {
            return new JsonDocuments(sink);
        }
        return new ServerSentEvents(new DocumentsOfEvents(sink));
    }

    /** An event called "error" is one, whatever its data says. */
    private record DocumentsOfEvents(DocumentSink sink) implements ServerSentEvents.EventSink {
        @Override
        public void accept(String name, ServerSentEvents.Data data, int end) {
            if (name.equals("error")) {
                byte[] error = ErrorDocument.of(name, data.copy());
                sink.accept(error, 0, error.length);
            } else {
                sink.accept(data.bytes(), data.begin(), data.end());
            }
        }

        @Override
        public void tooLarge() {
            sink.tooLarge();
        }
    }

    private static boolean isBlankOrByteOrderMark(byte b) {
        return b == ' '
                || b == '\n'
                || b == '\r'
                || b == '\t'
                || b == (byte) 0xEF
                || b == (byte) 0xBB
                || b == (byte) 0xBF;
    }
}
