package dev.tokenbudget.internal.gateway.replay;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The query of a URL.
 *
 * @param parameters as they are written, without keys
 */
record UrlQuery(SortedSet<String> parameters) {

    private static final Set<String> KEYS =
            Set.of("key", "api_key", "api-key", "apikey", "access_token", "token", "sig", "signature");

    /** Return the query of {@code target}, a path with what follows it. */
    static UrlQuery of(String target) {
        int begin = target.indexOf('?');
        return new UrlQuery(
                begin < 0
                        ? new TreeSet<>()
                        : Arrays.stream(target.substring(begin + 1).split("&"))
                                .filter(parameter -> !parameter.isEmpty() && !isKey(parameter))
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    static String pathOf(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    private static boolean isKey(String parameter) {
        return KEYS.contains(parameter.replaceAll("=.*", "").toLowerCase(Locale.ROOT));
    }
}
