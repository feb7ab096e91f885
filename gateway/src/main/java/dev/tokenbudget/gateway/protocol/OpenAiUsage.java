package dev.tokenbudget.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.usage.TokenUsage;
import java.util.OptionalLong;

/** The usage block of OpenAI's APIs, and of the many that are modelled on them. */
final class OpenAiUsage {

    private OpenAiUsage() {}

    /** Set the usage of {@code reading} from {@code usage}, under either of OpenAI's two sets of names. */
    static void read(JsonNode usage, Reading reading) {
        JsonNode prompt = either(usage, "prompt_tokens_details", "input_tokens_details");
        JsonNode answer = either(usage, "completion_tokens_details", "output_tokens_details");
        OptionalLong input = Json.count(usage, "prompt_tokens", "input_tokens");
        OptionalLong output = Json.count(usage, "completion_tokens", "output_tokens");
        OptionalLong reasoning = Json.count(answer, "reasoning_tokens");
        OptionalLong audio = Json.count(prompt, "audio_tokens");
        OptionalLong total = Json.count(usage, "total_tokens");

        if (explains(total, reasoning, input, output)) {
            // xAI leaves reasoning out of completion_tokens; its total tells.
            output = Json.sum(output, reasoning);
        } else if (explains(total, audio, input, output)) {
            // Mistral leaves audio out of prompt_tokens; its total tells.
            input = Json.sum(input, audio);
        }
        TokenUsage known = NormalForm.of(
                input, output, cacheRead(usage, prompt), Json.count(prompt, "cache_write_tokens"), reasoning);
        reading.usage(known, total);
    }

    /** Return an error in OpenAI's shape. */
    static String error(int status, String sentence) {
        ObjectNode error = Json.object();
        error.putObject("error")
                .put("message", sentence)
                .put("type", "upstream_error")
                .putNull("param")
                .put("code", String.valueOf(status));
        return error.toString();
    }

    private static OptionalLong cacheRead(JsonNode usage, JsonNode promptDetails) {
        OptionalLong detailed = Json.count(promptDetails, "cached_tokens");
        // Moonshot and Hugging Face report it beside the sums, DeepSeek under a name of its own as well.
        return detailed.isPresent() ? detailed : Json.count(usage, "cached_tokens", "prompt_cache_hit_tokens");
    }

    /** Whether {@code extra} is exactly what input + output lack to make up the provider's own total. */
    private static boolean explains(OptionalLong total, OptionalLong extra, OptionalLong input, OptionalLong output) {
        return extra.orElse(0) > 0
                && total.isPresent()
                && output.isPresent()
                && Json.sum(input, output, extra).equals(total);
    }

    private static JsonNode either(JsonNode object, String name, String otherName) {
        return object.path(name).isObject() ? object.path(name) : object.path(otherName);
    }
}
