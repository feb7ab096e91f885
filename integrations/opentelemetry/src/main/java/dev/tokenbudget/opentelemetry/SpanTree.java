package dev.tokenbudget.opentelemetry;

import dev.tokenbudget.internal.span.GenAiSpan;
import dev.tokenbudget.run.CallRecorder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts each call once where spans of a framework, an SDK and an HTTP client nest: the innermost span that holds usage.
 *
 * <p>Spans arrive as they end, children before their parents. A span without usage is held back until one around it holds
 * the usage of both, or none is left that could: its run waits for it, and is unmeasurable if that never comes.
 */
final class SpanTree {

    /** Parents that never arrive must not fill the memory of a long session. */
    private static final int REMEMBERED = 10_000;

    private final Map<String, Below> belowSpans = new Remembered();
    private final SeenSpans seen;

    SpanTree(SeenSpans seen) {
        this.seen = seen;
    }

    /** Charge {@code ofSpan}, or its judge where the span says so, with the span that ended, unless it came before, or a span below it tells of the same call. */
    synchronized void ended(EndedSpan span, CallRecorder ofSpan) {
        if (!seen.isFirst(span)) {
            return;
        }
        CallRecorder run = GenAiSpan.isOfJudge(span.attributes()) ? CallRecorder.of(ofSpan.judge()) : ofSpan;
        Below below = belowSpans.getOrDefault(key(span, span.id()), new Below());
        belowSpans.remove(key(span, span.id()));
        GenAiSpan told = new GenAiSpan(span.attributes());
        if (told.isCall()) {
            if (told.hasUsage() && !below.counted) {
                below.heldBack.forEach(HeldBack::drop);
                below = new Below();
                run.record(told.call(span.failed())
                        .started(span.started())
                        .latency(span.duration())
                        .build());
                below.counted = true;
            } else if (!told.hasUsage() && !below.counted && below.heldBack.isEmpty()) {
                below.heldBack.add(new HeldBack(span, run, run.begin()));
            }
        }
        if (span.parentId().isEmpty()) {
            below.heldBack.forEach(HeldBack::count);
        } else if (below.counted || !below.heldBack.isEmpty()) {
            belowSpans
                    .computeIfAbsent(key(span, span.parentId()), id -> new Below())
                    .add(below);
        }
    }

    private static String key(EndedSpan span, String id) {
        return span.traceId() + id;
    }

    /** What is known of the spans below one that has not arrived. */
    private static final class Below {
        private boolean counted;
        private final List<HeldBack> heldBack = new ArrayList<>();

        void add(Below other) {
            counted |= other.counted;
            heldBack.addAll(other.heldBack);
        }
    }

    /** A call without usage. */
    private record HeldBack(EndedSpan span, CallRecorder run, CallRecorder.CallUnderWay underWay) {

        void drop() {
            underWay.close();
        }

        void count() {
            run.record(new GenAiSpan(span.attributes())
                    .call(span.failed())
                    .started(span.started())
                    .latency(span.duration())
                    .build());
            underWay.close();
        }
    }

    private static final class Remembered extends LinkedHashMap<String, Below> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Below> eldest) {
            return size() > REMEMBERED;
        }
    }
}
