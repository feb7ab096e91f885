package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.usage.CallKind;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Formats that have their counts beside the text, without a usage block: IBM watsonx.ai's, and llama.cpp's own. In a stream
 * the counts grow until an event says why the model stopped.
 */
final class GeneratedText {

    private GeneratedText() {}

    /** Read {@code answer}, and return whether it is of one of these formats. */
    static boolean read(JsonNode answer, UsageReading reading) {
        if (answer.path("results").path(0).has("generated_token_count")) {
            readWatsonx(answer, reading);
        } else if (answer.has("tokens_evaluated") || answer.has("tokens_predicted")) {
            readLlamaCpp(answer, reading);
        } else if (ProviderJson.count(answer, "input_token_count").isPresent()) {
            reading.model(ProviderJson.text(answer.path("model_id")));
            reading.kind(CallKind.EMBEDDING);
            Embeddings.readInput(ProviderJson.count(answer, "input_token_count"), reading);
        } else {
            return false;
        }
        return true;
    }

    private static void readWatsonx(JsonNode answer, UsageReading reading) {
        reading.model(ProviderJson.text(answer.path("model_id")));
        OptionalLong input = OptionalLong.empty();
        OptionalLong output = OptionalLong.empty();
        boolean stopped = true;
        for (JsonNode result : answer.path("results")) {
            input = plus(ProviderJson.count(result, "input_token_count"), input);
            output = plus(ProviderJson.count(result, "generated_token_count"), output);
            Optional<String> reason = ProviderJson.text(result.path("stop_reason"))
                    .filter(text -> !text.equalsIgnoreCase("not_finished"));
            reading.stopReason(reason);
            stopped &= reason.isPresent();
        }
        set(input, output, stopped, reading);
    }

    private static void readLlamaCpp(JsonNode answer, UsageReading reading) {
        reading.model(ProviderJson.text(answer.path("model")));
        reading.stopReason(ProviderJson.text(answer.path("stop_type")));
        set(
                ProviderJson.count(answer, "tokens_evaluated"),
                ProviderJson.count(answer, "tokens_predicted"),
                answer.path("stop").asBoolean(),
                reading);
    }

    private static void set(OptionalLong input, OptionalLong output, boolean stopped, UsageReading reading) {
        reading.cumulativeUsage(
                NormalForm.of(input, output, NormalForm.UNKNOWN, NormalForm.UNKNOWN, NormalForm.UNKNOWN),
                OptionalLong.empty());
        if (stopped) {
            reading.complete();
        }
    }

    private static OptionalLong plus(OptionalLong one, OptionalLong sum) {
        return one.isPresent() ? ProviderJson.sum(one, sum) : sum;
    }
}
