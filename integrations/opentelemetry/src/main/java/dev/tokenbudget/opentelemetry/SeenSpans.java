package dev.tokenbudget.opentelemetry;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The spans that have arrived: an exporter that got no answer sends a span again, and what this process counted may come back
 * by an exporter.
 */
final class SeenSpans {

    /** A second delivery comes within seconds. */
    private static final int REMEMBERED = 50_000;

    private static final String NO_ID = "0*";

    private final Map<String, Boolean> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Note that {@code span} arrived, and return whether it is the first time. What has no identity is always new. */
    synchronized boolean isFirst(EndedSpan span) {
        return span.traceId().matches(NO_ID)
                || span.id().matches(NO_ID)
                || seen.put(span.traceId() + span.id(), true) == null;
    }
}
