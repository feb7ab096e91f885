package dev.tokenbudget.suites.offline;

import dev.tokenbudget.suites.offline.PromptPart.Caching;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers the beginnings of prompts, as a provider's prompt cache does; nothing expires while the model runs. */
final class PromptCache {

    /** Both providers cache nothing shorter. */
    private static final long SHORTEST = 1024;

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Counting counting;

    PromptCache(Counting counting) {
        this.counting = counting;
    }

    /** Count a prompt, and remember the beginnings of it that may be cached. */
    Charge charge(OfflineRequest request) {
        Digest digest = new Digest();
        boolean withTools = !request.tools().isEmpty();
        long text = 0;
        long input = 0;
        long read = 0;
        long kept = 0;
        long write5m = 0;
        long write1h = 0;
        for (PromptPart part : request.prompt()) {
            digest.add(part.text());
            text += O200kTokens.count(part.text());
            input = counting.of(text, withTools);
            if (part.caching() == Caching.NONE || input < SHORTEST) {
                continue;
            }
            if (!known.add(digest.soFar())) {
                read = input;
                write5m = 0;
                write1h = 0;
            } else if (part.caching() == Caching.ONE_HOUR) {
                write1h += input - kept;
            } else {
                write5m += input - kept;
            }
            kept = input;
        }
        return new Charge(input, read, write5m, write1h, 0, 0);
    }

    private static final class Digest {

        private final MessageDigest sha = Draws.sha256();

        void add(String text) {
            sha.update(text.getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
        }

        String soFar() {
            try {
                return Base64.getEncoder().encodeToString(((MessageDigest) sha.clone()).digest());
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("This JDK's SHA-256 cannot be cloned.", e);
            }
        }
    }
}
