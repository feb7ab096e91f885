package dev.tokenbudget.internal.gateway.transport;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How an answer's body is read. Its headers name one length only, that by which it is read.
 *
 * @param fields the headers
 * @param body the body; absent where the answer has none
 * @param keepsConnection whether another answer can follow: the head did not contradict itself, and tells where the body ends
 */
record AnswerFraming(List<HeaderField> fields, Optional<MessageBody> body, boolean keepsConnection) {

    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final String LENGTH = "Content-Length";
    private static final String CODING = "Transfer-Encoding";

    /**
     * Read the framing of an answer, and drop a length that does not count: beside chunks (RFC 9112, 6.3), of an answer
     * without a body, or one told twice.
     */
    static AnswerFraming of(String method, StatusLine status, MessageHead head, MessageInput input)
            throws MalformedMessageException {
        if (status.code() == NO_CONTENT) {
            return new AnswerFraming(without(without(head.fields(), LENGTH), CODING), Optional.empty(), false);
        }
        boolean chunked = head.has(CODING);
        List<HeaderField> fields = chunked ? without(head.fields(), LENGTH) : head.fields();
        if (method.equals("HEAD") || status.code() == NOT_MODIFIED) {
            return new AnswerFraming(fields, Optional.empty(), false);
        }
        boolean kept = status.keepsConnection(head) && !head.irregular();
        if (chunked) {
            requireChunks(fields);
            MessageBody body = new BodyInChunks(input, HeadReader.Rules.OF_ANSWERS);
            return new AnswerFraming(fields, Optional.of(body), kept && !head.has(LENGTH));
        }
        return ofLength(fields, lengths(head), kept, input);
    }

    private static AnswerFraming ofLength(
            List<HeaderField> fields, Set<String> lengths, boolean kept, MessageInput input)
            throws MalformedMessageException {
        if (lengths.isEmpty()) {
            return new AnswerFraming(fields, Optional.of(new BodyUntilClose(input)), false);
        }
        String length = lengths.iterator().next();
        if (lengths.size() > 1 || !ContentLength.isOne(length)) {
            throw new MalformedMessageException("its Content-Length is " + String.join(", ", lengths));
        }
        List<HeaderField> once = new ArrayList<>(without(fields, LENGTH));
        once.add(new HeaderField(LENGTH, length));
        return new AnswerFraming(once, Optional.of(new BodyOfLength(input, Long.parseLong(length))), kept);
    }

    private static void requireChunks(List<HeaderField> fields) throws MalformedMessageException {
        String coding = fields.stream()
                .filter(field -> field.is(CODING))
                .map(HeaderField::value)
                .collect(Collectors.joining(", "));
        if (!coding.equalsIgnoreCase("chunked")) {
            throw new MalformedMessageException("its Transfer-Encoding is " + coding);
        }
    }

    private static Set<String> lengths(MessageHead head) {
        Set<String> lengths = new LinkedHashSet<>();
        for (HeaderField field : head.fields()) {
            if (field.is(LENGTH)) {
                for (String length : field.value().split(",")) {
                    lengths.add(length.trim());
                }
            }
        }
        return lengths;
    }

    private static List<HeaderField> without(List<HeaderField> fields, String name) {
        List<HeaderField> others = new ArrayList<>(fields.size());
        for (HeaderField field : fields) {
            if (!field.is(name)) {
                others.add(field);
            }
        }
        return others;
    }
}
