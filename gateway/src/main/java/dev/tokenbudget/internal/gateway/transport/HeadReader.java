package dev.tokenbudget.internal.gateway.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads heads of messages (RFC 9112, 2 to 5). Bytes travel as the Latin-1 characters that they are. What two readers could
 * read differently is refused in requests, and repaired in answers.
 */
public final class HeadReader {

    private static final int LARGEST_HEAD = 256 << 10;
    private static final int LONGEST_LINE = 64 << 10;
    private static final int MOST_FIELDS = 500;
    private static final int MOST_EMPTY_LINES = 4;
    private static final int TLS_HANDSHAKE = 22;

    private final MessageInput input;
    private final Rules rules;
    private byte[] line = new byte[512];
    private int length;
    private int read;
    private boolean irregular;

    /** What is done about that which is not as it should be. */
    public enum Rules {
        /** It is refused. */
        OF_REQUESTS,
        /** It is read as RFC 9112 says that it is to be repaired. */
        OF_ANSWERS
    }

    public HeadReader(MessageInput input, Rules rules) {
        this.input = input;
        this.rules = rules;
    }

    /** Read the next head, or nothing where the connection ends before it begins. */
    public Optional<MessageHead> read() throws IOException {
        read = 0;
        irregular = false;
        if (!input.await()) {
            return Optional.empty();
        }
        if (input.peek() == TLS_HANDSHAKE) {
            // Its next end of a line may never come.
            throw new MalformedMessageException("it begins as TLS does, and plain HTTP (http://) is spoken here");
        }
        readLine();
        for (int empty = 0; length == 0 && empty < MOST_EMPTY_LINES; empty++) {
            if (!input.await()) {
                return Optional.empty();
            }
            readLine();
        }
        String start = text(0, length);
        return Optional.of(new MessageHead(start, readFields(), irregular));
    }

    /** Read fields up to the empty line after them: those of a head, or trailers. */
    List<HeaderField> readFields() throws IOException {
        List<HeaderField> fields = new ArrayList<>(16);
        for (readLine(); length > 0; readLine()) {
            if (line[0] == ' ' || line[0] == '\t') {
                unfold(fields);
            } else if (fields.size() == MOST_FIELDS) {
                throw MalformedMessageException.headTooLarge(MOST_FIELDS + " fields");
            } else {
                fields.add(field());
            }
        }
        return fields;
    }

    /** Read a line that is no header, such as a chunk's size. */
    String readPlainLine() throws IOException {
        read = 0;
        readLine();
        return text(0, length);
    }

    boolean isIrregular() {
        return irregular;
    }

    private HeaderField field() throws MalformedMessageException {
        int colon = 0;
        while (colon < length && line[colon] != ':') {
            colon++;
        }
        int nameEnd = colon;
        while (nameEnd > 0 && isBlank(line[nameEnd - 1])) {
            nameEnd--;
        }
        if (nameEnd < colon) {
            repair("white space before a header's colon");
        }
        if (colon == length || nameEnd == 0) {
            throw new MalformedMessageException("a header has no name");
        }
        for (int i = 0; i < nameEnd; i++) {
            if (!isOfToken(line[i])) {
                repair("a header's name has a character that no name has");
            }
        }
        return new HeaderField(text(0, nameEnd), trimmed(colon + 1));
    }

    /** A line that begins with white space goes on with the one before it (RFC 9112, 5.2). */
    private void unfold(List<HeaderField> fields) throws MalformedMessageException {
        repair("a header goes on in another line");
        if (fields.isEmpty()) {
            throw new MalformedMessageException("white space before the first header");
        }
        HeaderField begun = fields.remove(fields.size() - 1);
        fields.add(new HeaderField(begun.name(), (begun.value() + " " + trimmed(0)).strip()));
    }

    private void readLine() throws IOException {
        length = 0;
        for (int b = input.required(); b != '\n'; b = input.required()) {
            append(b);
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        } else {
            repair("a line ends without a carriage return");
        }
        for (int i = 0; i < length; i++) {
            if (line[i] == '\r' || line[i] == 0) {
                repair("a line has a carriage return or a NUL in it");
                line[i] = ' ';
            }
        }
    }

    private void append(int b) throws MalformedMessageException {
        if (length == line.length) {
            if (length >= LONGEST_LINE) {
                throw MalformedMessageException.headTooLarge((LONGEST_LINE >> 10) + " KiB in a line");
            }
            line = Arrays.copyOf(line, 2 * length);
        }
        line[length++] = (byte) b;
        if (++read > LARGEST_HEAD) {
            throw MalformedMessageException.headTooLarge((LARGEST_HEAD >> 10) + " KiB");
        }
    }

    private void repair(String problem) throws MalformedMessageException {
        if (rules == Rules.OF_REQUESTS) {
            throw new MalformedMessageException(problem);
        }
        irregular = true;
    }

    private String trimmed(int from) {
        int begin = from;
        int end = length;
        while (begin < end && isBlank(line[begin])) {
            begin++;
        }
        while (end > begin && isBlank(line[end - 1])) {
            end--;
        }
        return text(begin, end);
    }

    private String text(int begin, int end) {
        return new String(line, begin, end - begin, StandardCharsets.ISO_8859_1);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private static boolean isOfToken(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || "!#$%&'*+-.^_`|~".indexOf(b) >= 0;
    }
}
