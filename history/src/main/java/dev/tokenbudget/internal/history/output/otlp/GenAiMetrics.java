package dev.tokenbudget.internal.history.output.otlp;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.output.Distribution;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The metrics {@code gen_ai.client.*}: those of OpenTelemetry's conventions for generative AI 0.1, and beside them the two of its
 * general conventions up to 1.41, which dashboards still read.
 */
final class GenAiMetrics {

    /** What a call is called: a history does not tell chats from other inferences. */
    static final String OPERATION = "chat";

    private final Map<Model, Tally> tallies = new LinkedHashMap<>();

    private record Model(String provider, String name) {

        Attributes attributes() {
            return new Attributes()
                    .put("gen_ai.operation.name", OPERATION)
                    .put("gen_ai.provider.name", Provider.named(provider))
                    .put("gen_ai.request.model", name)
                    .put("gen_ai.response.model", name);
        }
    }

    private static final class Tally {
        private final Distribution input = new Distribution(Distribution.TOKENS);
        private final Distribution output = new Distribution(Distribution.TOKENS);
        private final Distribution seconds = new Distribution(Distribution.SECONDS);
        private long cacheRead;
        private long cacheWrite;
        private long reasoning;
    }

    void add(CallEntry call) {
        Tally tally = tallies.computeIfAbsent(new Model(call.provider(), call.model()), model -> new Tally());
        call.usage().input().ifPresent(tally.input::add);
        call.usage().output().ifPresent(tally.output::add);
        tally.cacheRead += call.usage().cacheRead().orElse(0);
        tally.cacheWrite += call.usage().cacheWrite().orElse(0);
        tally.reasoning += call.usage().reasoning().orElse(0);
        call.latencyMs().ifPresent(latency -> tally.seconds.add(latency / 1000.0));
    }

    List<Metric> metrics(DataPoints points) {
        List<Metric> metrics = new ArrayList<>();
        metrics.add(usage(points, "input_tokens", tally -> (long) tally.input.sum()));
        metrics.add(usage(points, "output_tokens", tally -> (long) tally.output.sum()));
        metrics.add(usage(points, "cache_read.input_tokens", tally -> tally.cacheRead));
        metrics.add(usage(points, "cache_write.input_tokens", tally -> tally.cacheWrite));
        metrics.add(usage(points, "reasoning.output_tokens", tally -> tally.reasoning));
        metrics.add(distribution(
                points, "gen_ai.client.inference.operation.input_tokens", "{token}", tally -> tally.input));
        metrics.add(distribution(
                points, "gen_ai.client.inference.operation.output_tokens", "{token}", tally -> tally.output));
        metrics.add(distribution(points, "gen_ai.client.inference.duration", "s", tally -> tally.seconds));
        metrics.add(distribution(points, "gen_ai.client.operation.duration", "s", tally -> tally.seconds));
        metrics.add(tokenUsage(points));
        return metrics;
    }

    private Metric usage(DataPoints points, String part, ToLongFunction<Tally> tokens) {
        DataPoints.Sum sum = points.sum("gen_ai.client.inference.usage." + part, "{token}");
        tallies.forEach((model, tally) ->
                sum.add(model.attributes().put("gen_ai.token.modality", "unknown"), tokens.applyAsLong(tally)));
        return sum.metric();
    }

    private Metric distribution(
            DataPoints points, String name, String unit, Function<Tally, Distribution> distribution) {
        DataPoints.Histogram histogram = points.histogram(name, unit);
        tallies.forEach((model, tally) -> histogram.add(model.attributes(), distribution.apply(tally)));
        return histogram.metric();
    }

    private Metric tokenUsage(DataPoints points) {
        DataPoints.Histogram histogram = points.histogram("gen_ai.client.token.usage", "{token}");
        tallies.forEach((model, tally) -> {
            histogram.add(model.attributes().put("gen_ai.token.type", "input"), tally.input);
            histogram.add(model.attributes().put("gen_ai.token.type", "output"), tally.output);
        });
        return histogram.metric();
    }
}
