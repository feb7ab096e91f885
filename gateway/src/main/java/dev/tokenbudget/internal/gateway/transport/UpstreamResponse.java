package dev.tokenbudget.internal.gateway.transport;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An upstream's answer, its body still on the way.
 *
 * @param status HTTP status, 200 or above
 * @param reason the phrase beside the status; may be empty
 * @param headers as they came
 * @param body the body, without its framing; absent where the answer has none (HEAD, 204, 304). Reading it throws an
 *     {@link java.io.IOException} where the upstream cuts it
 */
public record UpstreamResponse(int status, String reason, List<HeaderField> headers, Optional<InputStream> body) {

    public UpstreamResponse {
        headers = List.copyOf(headers);
    }

    /** Return the value of the first header called {@code name}, or an empty text. */
    public String header(String name) {
        return HeaderField.first(headers, name).orElse("");
    }

    /** Return the length of the body in bytes, where the answer tells it. */
    public OptionalLong length() {
        try {
            return OptionalLong.of(Long.parseLong(header("Content-Length")));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
