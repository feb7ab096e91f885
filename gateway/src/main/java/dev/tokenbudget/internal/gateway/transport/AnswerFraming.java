package dev.tokenbudget.internal.gateway.transport;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/** Makes an answer's headers name one length only, that by which its body is read. */
final class AnswerFraming {

    private static final int NO_CONTENT = 204;

    private AnswerFraming() {}

    /**
     * Drop a length that does not count: beside chunks (RFC 9112, 6.3), of an answer without a body, or one told twice.
     *
     * @return whether the head contradicted itself, so that nothing more can be trusted to begin where this answer ends
     */
    static boolean repair(HttpResponse answer) {
        boolean chunked = answer.containsHeader("Transfer-Encoding");
        Set<String> lengths = Arrays.stream(answer.getHeaders("Content-Length"))
                .map(Header::getValue)
                .map(String::valueOf)
                .collect(Collectors.toSet());
        if (answer.getCode() == NO_CONTENT) {
            answer.removeHeaders("Content-Length");
            answer.removeHeaders("Transfer-Encoding");
            return chunked || !lengths.isEmpty();
        }
        if (chunked) {
            answer.removeHeaders("Content-Length");
        } else if (lengths.size() == 1) {
            answer.removeHeaders("Content-Length");
            answer.addHeader("Content-Length", lengths.iterator().next());
        }
        return chunked && !lengths.isEmpty();
    }
}
