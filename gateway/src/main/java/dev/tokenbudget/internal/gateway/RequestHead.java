package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.transport.BodyInChunks;
import dev.tokenbudget.internal.gateway.transport.BodyOfLength;
import dev.tokenbudget.internal.gateway.transport.ContentLength;
import dev.tokenbudget.internal.gateway.transport.HeadReader;
import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.gateway.transport.MalformedMessageException;
import dev.tokenbudget.internal.gateway.transport.MessageBody;
import dev.tokenbudget.internal.gateway.transport.MessageHead;
import dev.tokenbudget.internal.gateway.transport.MessageInput;
import java.util.List;
import java.util.Optional;

/**
 * A client's request line and headers. What two readers could take for requests of different length is refused (RFC 9112, 6.3
 * and 11.2).
 *
 * @param method HTTP method
 * @param target path and query
 * @param minor the version after HTTP/1.
 * @param head all of it
 */
record RequestHead(String method, String target, int minor, MessageHead head) {

    private static final String VERSION = "HTTP/1.";

    static RequestHead parse(MessageHead head) throws MalformedMessageException {
        String line = head.start();
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        boolean isLine = first > 0
                && last > first + 1
                && line.indexOf(' ', first + 1) == last
                && line.startsWith(VERSION, last + 1)
                && line.length() == last + 1 + VERSION.length() + 1
                && Character.isDigit(line.charAt(line.length() - 1))
                && hasNoControls(line);
        if (!isLine) {
            throw new MalformedMessageException("its first line is no request of HTTP/1.1");
        }
        if (count(head.fields(), "Host") > 1) {
            throw new MalformedMessageException("it names more than one Host");
        }
        return new RequestHead(
                line.substring(0, first),
                path(line.substring(first + 1, last)),
                line.charAt(line.length() - 1) - '0',
                head);
    }

    private static boolean hasNoControls(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) < ' ' || line.charAt(i) == 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** Return the body, or nothing where the request has none. */
    Optional<MessageBody> body(MessageInput input) throws MalformedMessageException {
        int lengths = count(head.fields(), "Content-Length");
        if (head.has("Transfer-Encoding")) {
            requireChunksOnly(lengths);
            return Optional.of(new BodyInChunks(input, HeadReader.Rules.OF_REQUESTS));
        }
        if (lengths == 0) {
            return Optional.empty();
        }
        String length = head.first("Content-Length").orElse("");
        if (lengths > 1 || !ContentLength.isOne(length)) {
            throw new MalformedMessageException("its Content-Length is not one number");
        }
        return Optional.of(new BodyOfLength(input, Long.parseLong(length)));
    }

    /** Return the length of the body, or -1 where only its end tells. */
    long bodyLength() {
        return head.has("Transfer-Encoding")
                ? -1
                : head.first("Content-Length").map(Long::parseLong).orElse(0L);
    }

    boolean isAtLeastHttp11() {
        return minor > 0;
    }

    boolean keepsConnection() {
        return isAtLeastHttp11() && !head.lists("Connection", "close");
    }

    private void requireChunksOnly(int lengths) throws MalformedMessageException {
        boolean once = count(head.fields(), "Transfer-Encoding") == 1;
        if (lengths > 0) {
            throw new MalformedMessageException("it has a Content-Length beside Transfer-Encoding");
        }
        if (!isAtLeastHttp11()
                || !once
                || !head.first("Transfer-Encoding").orElse("").equalsIgnoreCase("chunked")) {
            throw new MalformedMessageException("its Transfer-Encoding is not chunked alone");
        }
    }

    /** A client that takes the gateway for a proxy names its host as well; a fragment is never sent on. */
    private static String path(String target) {
        String path = target;
        if (target.regionMatches(true, 0, "http://", 0, "http://".length())) {
            int slash = target.indexOf('/', "http://".length());
            path = slash < 0 ? "/" : target.substring(slash);
        }
        int fragment = path.indexOf('#');
        return fragment < 0 ? path : path.substring(0, fragment);
    }

    private static int count(List<HeaderField> fields, String name) {
        int count = 0;
        for (HeaderField field : fields) {
            count += field.is(name) ? 1 : 0;
        }
        return count;
    }
}
