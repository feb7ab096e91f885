package dev.tokenbudget.internal.gateway.protocol;

import java.util.Locale;
import java.util.Set;

/** Fetching something at a path that no other protocol knows: it uses nothing, unless the answer tells a usage. */
final class Fetching implements Protocol {

    private static final Set<String> METHODS = Set.of("GET");

    @Override
    public boolean matches(ModelRequest request) {
        return METHODS.contains(request.method().toUpperCase(Locale.ROOT));
    }

    @Override
    public boolean isRetrieval(ModelRequest request) {
        return true;
    }

    /** It may be a stream of news that never ends. */
    @Override
    public boolean isAwaited() {
        return false;
    }

    @Override
    public ResponseReader reader(ModelRequest request) {
        return new AnyShape();
    }

    @Override
    public String error(int status, String sentence) {
        return OpenAiUsage.error(status, sentence);
    }
}
