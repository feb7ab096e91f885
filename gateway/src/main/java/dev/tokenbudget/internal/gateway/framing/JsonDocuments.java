package dev.tokenbudget.internal.gateway.framing;

/**
 * JSON objects, one after the other: a whole body, lines of a stream, or the elements of one array that is streamed. What
 * stands between them (white space, commas, the array's brackets) is passed over.
 */
final class JsonDocuments implements Framing {

    private final DocumentSink sink;
    private final JsonBuffer document = new JsonBuffer();
    private int depth;
    private int documents;
    private boolean inText;
    private boolean escaped;
    private boolean inArray;

    JsonDocuments(DocumentSink sink) {
        this.sink = sink;
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        int begin = offset;
        for (int at = offset; at < offset + length; at++) {
            byte b = bytes[at];
            if (inText) {
                if (!escaped && b != '"' && b != '\\') {
                    at = JsonString.special(bytes, at, offset + length) - 1;
                    continue;
                }
                inText = escaped || b != '"';
                escaped = b == '\\' && !escaped;
            } else if (b == '"' && depth > 0) {
                inText = true;
            } else if (b == '{' || (b == '[' && depth > 0)) {
                if (depth == 0) {
                    int end = sink.take(bytes, at, offset + length);
                    if (end > at) {
                        documents++;
                        at = end - 1;
                        continue;
                    }
                    begin = at;
                }
                depth++;
            } else if (b == '[') {
                inArray = true;
            } else if ((b == '}' || b == ']') && depth > 0) {
                depth--;
                if (depth == 0) {
                    document.append(bytes, begin, at + 1 - begin);
                    handOut();
                }
            }
        }
        if (depth > 0) {
            document.append(bytes, begin, offset + length - begin);
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

    private void handOut() {
        documents++;
        document.take().ifPresentOrElse(sink::accept, sink::tooLarge);
    }
}
