package dev.tokenbudget.opentelemetry;

import dev.tokenbudget.internal.span.SpanAttributes;
import java.util.Comparator;
import java.util.List;

/**
 * The spans that one resource, a process mostly, sent.
 *
 * @param resource the resource's attributes
 * @param spans its spans
 */
record ResourceSpans(SpanAttributes resource, List<EndedSpan> spans) {

    private static final Comparator<EndedSpan> CHILDREN_FIRST =
            Comparator.comparing(EndedSpan::ended).thenComparing(EndedSpan::started, Comparator.reverseOrder());

    /** Return the spans in an order in which a span comes after those that it encloses. */
    List<EndedSpan> childrenFirst() {
        return spans.stream().sorted(CHILDREN_FIRST).toList();
    }
}
