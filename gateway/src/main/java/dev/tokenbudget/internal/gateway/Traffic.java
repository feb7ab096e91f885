package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.protocol.ModelRequest;
import dev.tokenbudget.internal.gateway.protocol.PathPattern;
import java.util.List;

/**
 * Requests that settings exclude from measuring, besides those that are known to be free.
 *
 * @param free requests that use no tokens
 * @param ignored requests that are paid for in other units than tokens, such as seconds of audio
 */
public record Traffic(List<PathPattern> free, List<PathPattern> ignored) {

    /** Nothing is left out but what is known to be free. */
    public static final Traffic USUAL = new Traffic(List.of(), List.of());

    public Traffic {
        free = List.copyOf(free);
        ignored = List.copyOf(ignored);
    }

    /**
     * Return traffic of which two lists of patterns are left out; see {@link PathPattern#parseAll}.
     *
     * @param free requests that use no tokens
     * @param ignored requests that are paid for in other units
     */
    public static Traffic without(String free, String ignored) {
        return new Traffic(PathPattern.parseAll(free), PathPattern.parseAll(ignored));
    }

    boolean isFree(ModelRequest request) {
        return matches(free, request);
    }

    boolean isIgnored(ModelRequest request) {
        return matches(ignored, request);
    }

    private static boolean matches(List<PathPattern> patterns, ModelRequest request) {
        for (PathPattern pattern : patterns) {
            if (pattern.matches(request)) {
                return true;
            }
        }
        return false;
    }
}
