package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.protocol.ModelRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Upstreams that refuse the question for usage, model by model: hosts of many models differ among them. */
final class RefusingUpstreams {

    private final Set<String> refusing = ConcurrentHashMap.newKeySet();

    /** Whether a request of this kind was refused because of the question: it is not asked again. */
    boolean isRefusing(ModelRequest request) {
        return refusing.contains(key(request));
    }

    void refused(ModelRequest request) {
        refusing.add(key(request));
    }

    private static String key(ModelRequest request) {
        return request.upstream() + " " + request.model();
    }
}
