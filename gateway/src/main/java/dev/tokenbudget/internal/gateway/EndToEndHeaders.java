package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.framing.CompressedBody;
import dev.tokenbudget.internal.gateway.transport.HeaderField;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which headers are passed on: all but those that are about one connection only (RFC 9110, 7.6.1). */
final class EndToEndHeaders {

    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final Set<String> REQUEST_FRAME = Set.of("host", "content-length", "expect");

    private EndToEndHeaders() {}

    /**
     * Return what an upstream gets of a client's headers: codings that the gateway could not read are not offered, and what is for
     * Helicone goes to Helicone only.
     *
     * @param headers what the client sent
     * @param upstream the upstream's name
     * @param baseUrl the upstream's URL
     */
    static List<HeaderField> ofRequest(List<HeaderField> headers, String upstream, URI baseUrl) {
        boolean helicone = Helicone.is(upstream, baseUrl);
        return headers.stream()
                .filter(passedOn(headers))
                .filter(field -> helicone || !Helicone.takes(lower(field.name())))
                .filter(field -> !REQUEST_FRAME.contains(lower(field.name())))
                .filter(field -> !lower(field.name()).startsWith("tokenbudget-"))
                .map(field -> field.is("Accept-Encoding") ? readable(field) : field)
                .toList();
    }

    /** Return {@code headers} with {@code field} instead of those of its name. */
    static List<HeaderField> with(List<HeaderField> headers, HeaderField field) {
        List<HeaderField> others =
                headers.stream().filter(other -> !other.is(field.name())).collect(Collectors.toList());
        others.add(field);
        return others;
    }

    /** Return what a client gets of an upstream's headers. */
    static List<HeaderField> ofAnswer(List<HeaderField> headers) {
        return headers.stream().filter(passedOn(headers)).toList();
    }

    /** Return {@code headers} without those of some names. */
    static List<HeaderField> without(List<HeaderField> headers, String... names) {
        return headers.stream()
                .filter(field -> Arrays.stream(names).noneMatch(field::is))
                .toList();
    }

    private static Predicate<HeaderField> passedOn(List<HeaderField> headers) {
        Set<String> dropped = new HashSet<>(HOP_BY_HOP);
        headers.stream()
                .filter(field -> field.is("Connection"))
                .flatMap(field -> Arrays.stream(field.value().split(",")))
                .forEach(name -> dropped.add(lower(name.trim())));
        return field -> !dropped.contains(lower(field.name()));
    }

    private static HeaderField readable(HeaderField acceptEncoding) {
        String offered = Arrays.stream(acceptEncoding.value().split(","))
                .map(String::trim)
                .filter(coding -> CompressedBody.isReadable(coding.replaceAll(";.*", "")))
                .collect(Collectors.joining(", "));
        return new HeaderField(acceptEncoding.name(), offered.isEmpty() ? "identity" : offered);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
