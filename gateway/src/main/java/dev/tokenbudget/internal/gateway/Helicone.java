package dev.tokenbudget.internal.gateway;

import java.net.URI;
import java.util.Locale;

/**
 * What the gateway knows of Helicone: clients tell it by headers what a call was for, and these are for Helicone alone.
 *
 * <p>Source: <a href="https://docs.helicone.ai/helicone-headers/header-directory">Helicone's headers</a>.
 */
final class Helicone {

    /** The header of a user's id, in lower case. */
    static final String USER = "helicone-user-id";

    /** What a header begins with that is a property of a call, in lower case. */
    static final String PROPERTY = "helicone-property-";

    /** The header of the session that a call is part of. */
    static final String SESSION = "Helicone-Session-Id";

    private static final String HEADERS = "helicone-";

    private Helicone() {}

    /** Whether an upstream is Helicone, or one of its gateways: its name or its host says so. */
    static boolean is(String upstream, URI baseUrl) {
        return isNamed(upstream) || isNamed(String.valueOf(baseUrl.getHost()));
    }

    private static boolean isNamed(String name) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        return lowerCase.contains("helicone") || lowerCase.endsWith("hconeai.com");
    }

    /** Whether a header, whose name is in lower case, is for Helicone. */
    static boolean takes(String header) {
        return header.startsWith(HEADERS);
    }
}
