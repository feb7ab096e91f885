package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.framing.CompressedBody;
import dev.tokenbudget.internal.gateway.transport.HeaderField;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
        Set<String> dropped = dropped(headers);
        List<HeaderField> passed = new ArrayList<>(headers.size());
        for (HeaderField field : headers) {
            String name = lower(field.name());
            boolean isPassed = !dropped.contains(name)
                    && (helicone || !Helicone.takes(name))
                    && !REQUEST_FRAME.contains(name)
                    && !name.startsWith("tokenbudget-");
            if (isPassed) {
                passed.add(name.equals("accept-encoding") ? readable(field) : field);
            }
        }
        return passed;
    }

    /** Return {@code headers} with {@code field} instead of those of its name. */
    static List<HeaderField> with(List<HeaderField> headers, HeaderField field) {
        List<HeaderField> others = new ArrayList<>(headers.size() + 1);
        for (HeaderField other : headers) {
            if (!other.is(field.name())) {
                others.add(other);
            }
        }
        others.add(field);
        return others;
    }

    /** Return what a client gets of an upstream's headers. */
    static List<HeaderField> ofAnswer(List<HeaderField> headers) {
        Set<String> dropped = dropped(headers);
        List<HeaderField> passed = new ArrayList<>(headers.size());
        for (HeaderField field : headers) {
            if (!dropped.contains(lower(field.name()))) {
                passed.add(field);
            }
        }
        return passed;
    }

    /** Return {@code headers} without those of some names. */
    static List<HeaderField> without(List<HeaderField> headers, String... names) {
        return headers.stream()
                .filter(field -> Arrays.stream(names).noneMatch(field::is))
                .toList();
    }

    private static Set<String> dropped(List<HeaderField> headers) {
        Set<String> dropped = HOP_BY_HOP;
        for (HeaderField field : headers) {
            if (field.is("Connection")) {
                dropped = new HashSet<>(dropped);
                for (String name : field.value().split(",")) {
                    dropped.add(lower(name.trim()));
                }
            }
        }
        return dropped;
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
