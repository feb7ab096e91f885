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
        for (int at = offset; at < offset + length && found.isEmpty(); at++) {
            if (!isBlankOrByteOrderMark(bytes[at])) {
                found = Optional.of(framingOf(bytes[at]));
            }
        }
        found.ifPresent(framing -> framing.accept(bytes, offset, length));
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
        public void accept(String name, byte[] data, int end) {
            sink.accept(name.equals("error") ? ErrorDocument.of(name, data) : data);
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
