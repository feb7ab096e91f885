package dev.tokenbudget.internal.gateway.framing;

/** Finds where a JSON object or array ends by its brackets, whatever else it holds, as its bytes come. */
final class JsonNesting {

    private int depth;
    private boolean inText;
    private boolean escaped;

    /** Return where the document ends that begins at {@code begin} or before; -1 where it goes on after {@code limit}. */
    int end(byte[] bytes, int begin, int limit) {
        for (int at = begin; at < limit; at++) {
            byte b = bytes[at];
            if (inText) {
                at = escaped ? at : EightBytes.specialOfText(bytes, at, limit);
                boolean closes = !escaped && at < limit && bytes[at] == '"';
                escaped = !escaped && at < limit && bytes[at] == '\\';
                inText = !closes;
            } else if (b == '"') {
                inText = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
                if (depth == 0) {
                    return at + 1;
                }
            }
        }
        return -1;
    }
}
