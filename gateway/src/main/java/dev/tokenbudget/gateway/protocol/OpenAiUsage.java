package dev.tokenbudget.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.usage.TokenUsage;
import java.util.OptionalLong;

/** The usage block of OpenAI's APIs, and of the many that are modelled on them. */
final class OpenAiUsage {

    private OpenAiUsage() {}

    /** Set the usage of {@code reading} from {@code usage}, under any of the names that hosts have for the same. */
    static void read(JsonNode usage, Reading reading) {
        JsonNode prompt = object(
                usage, "prompt_tokens_details", "input_tokens_details", "prompt_token_details", "input_token_details");
        JsonNode answer = object(
                usage,
                "completion_tokens_details",
                "output_tokens_details",
                "completion_token_details",
                "output_token_details");
        OptionalLong total = Json.count(usage, "total_tokens");
        OptionalLong reasoning = either(Json.count(answer, "reasoning_tokens"), usage, "reasoning_tokens");
        OutsideTheSums sums = OutsideTheSums.of(usage, prompt, reasoning, total);
        JsonNode lifetimes = object(usage, "cache_creation");
        TokenUsage known = new TokenUsage(
                sums.input(),
                sums.output(),
                cacheRead(usage, prompt),
                cacheWrite(usage, prompt),
                Json.count(lifetimes, "ephemeral_5m_input_tokens"),
                Json.count(lifetimes, "ephemeral_1h_input_tokens"),
                reasoning);
        reading.cumulativeUsage(known, total);
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

    /**
     * Moonshot and Hugging Face report it beside the sums, DeepSeek and Mistral under names of their own as well, LiteLLM and
     * others under Anthropic's.
     */
    private static OptionalLong cacheRead(JsonNode usage, JsonNode promptDetails) {
        return either(
                Json.count(promptDetails, "cached_tokens"),
                usage,
                "cached_tokens",
                "prompt_cache_hit_tokens",
                "num_cached_tokens",
                "cache_read_input_tokens");
    }

    private static OptionalLong cacheWrite(JsonNode usage, JsonNode promptDetails) {
        return either(
                Json.count(promptDetails, "cache_write_tokens", "cache_creation_tokens"),
                usage,
                "cache_write_tokens",
                "cache_creation_input_tokens");
    }

    /** Return {@code detailed} where it counts anything, else what stands beside the sums. */
    private static OptionalLong either(OptionalLong detailed, JsonNode usage, String... names) {
        OptionalLong beside = Json.count(usage, names);
        return detailed.orElse(0) == 0 && beside.isPresent() ? beside : detailed;
    }

    private static JsonNode object(JsonNode parent, String... names) {
        for (String name : names) {
            if (parent.path(name).isObject()) {
                return parent.path(name);
            }
        }
        return MissingNode.getInstance();
    }
}
