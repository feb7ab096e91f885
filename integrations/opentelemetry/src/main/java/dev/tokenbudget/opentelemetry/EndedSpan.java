package dev.tokenbudget.opentelemetry;

import dev.tokenbudget.internal.span.SpanAttributes;
import java.time.Duration;
import java.time.Instant;

/**
 * A span that has ended.
 *
 * @param traceId 32 hexadecimal digits
 * @param id 16 hexadecimal digits
 * @param parentId 16 hexadecimal digits, or empty for the root of a trace
 * @param started when it started
 * @param duration from its start to its end
 * @param failed whether its status is an error
 * @param attributes its attributes
 */
record EndedSpan(
        String traceId,
        String id,
        String parentId,
        Instant started,
        Duration duration,
        boolean failed,
        SpanAttributes attributes) {

    Instant ended() {
        return started.plus(duration);
    }
}
