package dev.tokenbudget.internal.gateway.transport;

import java.net.URI;
import java.util.List;

/**
 * A request to an upstream.
 *
 * @param upstream the upstream's name
 * @param method HTTP method
 * @param origin scheme, host and port that it goes to
 * @param target path and query, exactly as the client sent them
 * @param headers end-to-end headers, without Host and without any that frame the body
 * @param body what is sent
 */
public record UpstreamRequest(
        String upstream, String method, URI origin, String target, List<HeaderField> headers, RequestBody body) {

    public UpstreamRequest {
        headers = List.copyOf(headers);
    }

    /** Return the same request with other headers and another body. */
    public UpstreamRequest with(List<HeaderField> otherHeaders, RequestBody otherBody) {
        return new UpstreamRequest(upstream, method, origin, target, otherHeaders, otherBody);
    }
}
