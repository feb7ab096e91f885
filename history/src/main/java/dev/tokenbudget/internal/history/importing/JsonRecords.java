package dev.tokenbudget.internal.history.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Takes objects apart that hold several records: pages of an API, buckets of time, and OTLP's requests. */
final class JsonRecords {

    /** Where a sum gets the begin of its bucket. */
    static final String BUCKET_START = "bucket_start";

    /** Where a sum gets the end of its bucket. */
    static final String BUCKET_END = "bucket_end";

    /** Under which names APIs list the records of a page. */
    private static final Set<String> PAGES = Set.of("data", "runs");

    private final RecordHandler handler;

    JsonRecords(RecordHandler handler) {
        this.handler = handler;
    }

    void take(long line, JsonNode value) {
        if (value.isArray()) {
            value.forEach(element -> take(line, element));
        } else if (!value.isObject()) {
            handler.unreadable(line, "it is no object");
        } else if (isPage(value)) {
            PAGES.forEach(list -> value.path(list).forEach(element -> take(line, element)));
        } else if (value.path("results").isArray() && value.has("start_time")) {
            bucket(line, value, "start_time", "end_time");
        } else if (value.path("results").isArray() && value.has("starting_at")) {
            bucket(line, value, "starting_at", "ending_at");
        } else if (value.has("resourceSpans")) {
            value.path("resourceSpans").forEach(resource -> spans(line, resource));
        } else if (value.has("resourceMetrics") || value.has("resourceLogs")) {
            handler.unreadable(line, "it holds metrics or logs of OpenTelemetry, and only traces tell of calls");
        } else {
            handler.record(line, new Fields(value));
        }
    }

    private static boolean isPage(JsonNode value) {
        return !value.has("id")
                && PAGES.stream().anyMatch(list -> value.path(list).isArray());
    }

    private void bucket(long line, JsonNode bucket, String start, String end) {
        for (JsonNode sum : bucket.path("results")) {
            if (sum instanceof ObjectNode fields) {
                fields.set(BUCKET_START, bucket.path(start));
                fields.set(BUCKET_END, bucket.path(end));
            }
            take(line, sum);
        }
    }

    private void spans(long line, JsonNode resource) {
        for (String scopes : List.of("scopeSpans", "instrumentationLibrarySpans")) {
            for (JsonNode scope : resource.path(scopes)) {
                for (JsonNode span : scope.path("spans")) {
                    if (span instanceof ObjectNode fields) {
                        fields.set("resource", resource.path("resource"));
                    }
                    take(line, span);
                }
            }
        }
    }
}
