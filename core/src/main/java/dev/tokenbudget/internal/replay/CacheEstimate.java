package dev.tokenbudget.internal.replay;

import dev.tokenbudget.usage.TokenUsage;
import java.util.OptionalLong;

/**
 * What a changed request reads from the prompt cache. A cache keeps beginnings of prompts, so that the request reads as much
 * more or less than was recorded as it shares more or less of its beginning with the requests before it.
 *
 * @param shared tokens of its beginning that the recorded request shared with those before it; 0 where what it read was put
 *     into the cache by others
 * @param sharedNow tokens of its beginning that the request shares with those before it now
 * @param kept tokens of its beginning that are the same as those of the recorded request
 * @param grown tokens by which the part of the prompt has grown that is put into the cache
 */
public record CacheEstimate(long shared, long sharedNow, long kept, long grown) {

    /** Providers that cache without being asked do so from here, and in steps. */
    private static final long SHORTEST = 1024;

    private static final long STEP = 128;

    /**
     * Return a usage whose cached parts are moved.
     *
     * @param recorded the recorded usage
     * @param input the input that the request has now
     */
    public TokenUsage applyTo(TokenUsage recorded, long input) {
        TokenUsage moved = recorded.withInput(input);
        long read = recorded.cacheRead().orElse(0);
        long write = recorded.cacheWrite().orElse(0);
        if (read + write == 0) {
            return moved;
        }
        if (recorded.cacheWrite().isEmpty()) {
            return moved.withCacheRead(between(0, withoutBeingAsked(read), input));
        }
        long cached = between(0, read + write + grown, input);
        long readNow = between(0, readNow(read), cached);
        return withWrite(moved.withCacheRead(readNow), recorded, cached - readNow);
    }

    private long withoutBeingAsked(long read) {
        long now = readNow(read);
        if (read % STEP != 0) {
            return now;
        }
        return now < SHORTEST ? 0 : now / STEP * STEP;
    }

    private long readNow(long read) {
        if (read == 0) {
            return 0;
        }
        if (shared == 0) {
            return Math.min(read, kept);
        }
        return sharedNow == 0 ? 0 : Math.max(0, read + sharedNow - shared);
    }

    /** What was not written before is kept for as long as providers keep it unless they are asked. */
    private static TokenUsage withWrite(TokenUsage moved, TokenUsage recorded, long write) {
        long before = recorded.cacheWrite().orElse(0);
        TokenUsage written = moved.withCacheWrite(write);
        if (recorded.cacheWrite5m().isEmpty() && recorded.cacheWrite1h().isEmpty()) {
            return written;
        }
        long forAnHour =
                before == 0 ? 0 : Math.round((double) recorded.cacheWrite1h().orElse(0) / before * write);
        return written.toBuilder()
                .cacheWrite5m(OptionalLong.of(write - forAnHour))
                .cacheWrite1h(OptionalLong.of(forAnHour))
                .build();
    }

    private static long between(long least, long value, long most) {
        return Math.max(least, Math.min(value, most));
    }
}
