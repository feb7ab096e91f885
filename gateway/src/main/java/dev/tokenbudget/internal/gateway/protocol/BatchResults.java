package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.gateway.protocol.UsageReading.Iteration;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the results of a batch, a line or an element each: every answer of a model in them is one call. */
final class BatchResults implements ResponseReader {

    private final String batch;
    private final List<Iteration> answers = new ArrayList<>();
    private boolean answered;

    /**
     * Begin to read.
     *
     * @param batch the provider's id of the batch
     */
    BatchResults(String batch) {
        this.batch = batch;
    }

    @Override
    public void read(JsonNode line, UsageReading reading) {
        reading.serviceTier("batch");
        reading.responseId(Optional.of(batch));
        // Anthropic, OpenAI and Mistral, Google
        add(
                first(line.path("result").path("message"), line.path("response").path("body"), line.path("response")),
                reading);
        answered = true;
    }

    @Override
    public void end(UsageReading reading) {
        if (!answers.isEmpty()) {
            reading.complete();
        } else if (answered) {
            // Every request of it failed or was not begun.
            reading.notBilled();
        }
    }

    /** Read what Google puts into the batch itself; returns whether there is any. */
    boolean readInlined(JsonNode document, UsageReading reading) {
        for (JsonNode output : new JsonNode[] {
            document.path("response"), document.path("metadata").path("output"), document.path("dest")
        }) {
            for (String name : List.of("inlinedResponses", "inlinedEmbedContentResponses")) {
                JsonNode list = output.path(name).path("inlinedResponses");
                for (JsonNode each : list.isArray() ? list : output.path(name)) {
                    add(each.path("response"), reading);
                }
            }
            if (!answers.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private void add(JsonNode answer, UsageReading reading) {
        UsageReading own = new UsageReading();
        AnyShape shape = new AnyShape();
        shape.read(answer, own);
        shape.end(own);
        if (own.hasUsage()) {
            ModelCall call = own.toCalls(ModelCall.builder("", ""), "", UsageStatus.UNKNOWN)
                    .get(0);
            answers.add(new Iteration(call.responseModel(), call.usage()));
            reading.parts(answers);
        }
    }

    private static JsonNode first(JsonNode... candidates) {
        for (JsonNode candidate : candidates) {
            if (candidate.isObject()) {
                return candidate;
            }
        }
        return candidates[candidates.length - 1];
    }
}
