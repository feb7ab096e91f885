package dev.tokenbudget.internal.replay;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Path and query of a request, as recordings hold them. */
public final class RequestTarget {

    private static final Set<String> KEYS = Set.of(
            "key",
            "api_key",
            "api-key",
            "apikey",
            "x-api-key",
            "subscription-key",
            "access_token",
            "access-token",
            "token",
            "auth",
            "authorization",
            "code",
            "sig",
            "signature",
            "password",
            "secret",
            "client_secret");
    /** Signed URLs of AWS and Google. */
    private static final String SIGNED = "x-(amz|goog)-.*";

    private RequestTarget() {}

    /** Return {@code target} without the parameters of its query that hold keys. */
    public static String withoutKeys(String target) {
        int query = target.indexOf('?');
        if (query < 0) {
            return target;
        }
        String kept = Arrays.stream(target.substring(query + 1).split("&"))
                .filter(parameter -> !isKey(parameter.split("=", 2)[0].toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining("&"));
        return target.substring(0, query) + (kept.isEmpty() ? "" : "?" + kept);
    }

    private static boolean isKey(String name) {
        return KEYS.contains(name) || name.matches(SIGNED);
    }
}
