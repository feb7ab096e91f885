package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.transport.HeaderField;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells programs that were given a gateway's URL from pages of the web, which reach it through the browser of somebody on
 * this machine: directly, which {@code Origin} or {@code Sec-Fetch-Site} shows, or by a name of their own that leads here once
 * the page is loaded (DNS rebinding), which {@code Host} shows.
 */
final class LocalCaller {

    /** An address, which a browser sends only where its user went to it, or a name that nobody on the internet can own. */
    private static final Pattern LOCAL_HOST = Pattern.compile(
            "\\[[0-9a-f:.%]+]|\\d{1,3}(?:\\.\\d{1,3}){3}|[^.]+|(?:[^.]+\\.){1,9}(?:localhost|internal)");

    private static final Pattern THIS_MACHINE =
            Pattern.compile("\\[::1]|127(?:\\.\\d{1,3}){3}|(?:[^.]+\\.){0,9}localhost");

    private LocalCaller() {}

    /** Whether a request with {@code headers} comes from no page of the web. */
    static boolean sends(List<HeaderField> headers) {
        boolean isForThisHost = headers.stream()
                .filter(field -> field.is("Host"))
                .allMatch(host -> LOCAL_HOST.matcher(nameIn(host.value())).matches());
        return isForThisHost
                && HeaderField.first(headers, "Origin")
                        .map(LocalCaller::isLocalPage)
                        .orElse(HeaderField.first(headers, "Sec-Fetch-Site")
                                .filter("cross-site"::equalsIgnoreCase)
                                .isEmpty());
    }

    private static String nameIn(String authority) {
        return authority.strip().replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    }

    private static boolean isLocalPage(String origin) {
        try {
            return Optional.ofNullable(new URI(origin).getHost())
                    .filter(host ->
                            THIS_MACHINE.matcher(host.toLowerCase(Locale.ROOT)).matches())
                    .isPresent();
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
