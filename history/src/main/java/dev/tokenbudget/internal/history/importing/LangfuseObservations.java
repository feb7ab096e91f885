package dev.tokenbudget.internal.history.importing;

import dev.tokenbudget.internal.span.Money;
import dev.tokenbudget.internal.span.ProviderName;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Observations of Langfuse: the table's export from the page (JSON, CSV), the blob storage's (JSON, JSON lines, CSV; names with
 * underscores), and the API's pages. Only generations and embeddings are model calls.
 *
 * <p>Source: <a href="https://langfuse.com/docs/api-and-data-platform/features/export-from-ui">Export from UI</a> and <a
 * href="https://langfuse.com/docs/api-and-data-platform/features/blob-storage-export-fields">Blob storage export field reference</a>.
 */
final class LangfuseObservations implements ImportFormat {

    private static final String SOURCE = "langfuse";
    private static final Set<String> CALLS = Set.of("GENERATION", "EMBEDDING");

    @Override
    public String title() {
        return "Langfuse observations";
    }

    @Override
    public boolean recognizes(Fields observation) {
        return observation.has("traceId", "trace_id")
                && observation.has("type")
                && observation.has("startTime", "start_time");
    }

    @Override
    public void read(Fields observation, Findings findings) throws NotUnderstoodException {
        String id = observation.text("id").orElseGet(observation::hash);
        String trace = observation.text("traceId", "trace_id").orElse(id);
        String name = observation.text("name").orElse("");
        Optional<String> traceName = observation.text("traceName", "trace_name");
        findings.span(new FoundSpan(
                SOURCE,
                trace,
                id,
                observation.text("parentObservationId", "parent_observation_id").orElse(""),
                traceName.orElse(name)));
        String type = observation.text("type").orElse("").toUpperCase(Locale.ROOT);
        if (!CALLS.contains(type)) {
            findings.nothingToCount(Reasons.NO_CALL);
            return;
        }
        TokenUsage usage = LangfuseUsage.of(observation);
        if (observation.text("level").filter("ERROR"::equals).isPresent()
                && usage.total().isEmpty()) {
            findings.nothingToCount(Reasons.REFUSED);
            return;
        }
        Instant started = observation.requiredTime("startTime", "start_time");
        Optional<Instant> ended = observation.time("endTime", "end_time");
        ModelCall call = ModelCall.builder(
                        ProviderName.UNKNOWN,
                        observation
                                .text("providedModelName", "provided_model_name", "model")
                                .orElse("unknown"))
                .kind(type.equals("EMBEDDING") ? CallKind.EMBEDDING : CallKind.INFERENCE)
                .usage(usage)
                .started(started)
                .latency(ended.map(end -> Duration.between(started, end)).orElse(Duration.ZERO))
                .build();
        Optional<Money> cost = observation
                .amount("totalCost", "total_cost", "calculatedTotalCost")
                .map(Money::usd);
        findings.call(new FoundCall(
                SOURCE,
                trace,
                id,
                call,
                cost,
                labels(observation),
                observation.text("userId", "user_id"),
                traceName.orElse(name)));
    }

    private static Map<String, String> labels(Fields observation) {
        Map<String, String> labels =
                new LinkedHashMap<>(Tags.labels(observation.texts("traceTags", "trace_tags", "tags")));
        labels.putAll(observation.object("metadata").values());
        // "default" is what Langfuse writes where none was named
        observation
                .text("environment")
                .filter(environment -> !environment.equals("default"))
                .ifPresent(environment -> labels.put("environment", environment));
        return labels;
    }
}
