package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.usage.TokenUsage;
import java.util.Arrays;
import java.util.OptionalLong;

/** The usage block of OpenAI's APIs, and of the many that are modelled on them. */
final class OpenAiUsage {

    private OpenAiUsage() {}

    /** Set the usage of {@code reading} from {@code usage}, under any of the names that hosts have for the same. */
    static void read(JsonNode usage, UsageReading reading) {
        JsonNode prompt = object(usage, "prompt_tokens_details", "input_tokens_details");
        JsonNode answer = object(usage, "completion_tokens_details", "output_tokens_details");
        OptionalLong total = ProviderJson.count(usage, "total_tokens");
        OptionalLong reasoning = orElse(
                ProviderJson.count(answer, "reasoning_tokens"),
                ProviderJson.count(usage, "reasoning_tokens"),
                ProviderJson.count(
                        object(usage, "completion_token_details", "output_token_details"), "reasoning_tokens"));
        OutsideTheSums sums = OutsideTheSums.of(usage, prompt, reasoning, total);
        JsonNode lifetimes = object(usage, "cache_creation");
        TokenUsage known = TokenUsage.builder()
                .input(sums.input())
                .output(sums.output())
                .cacheRead(cacheRead(usage, prompt))
                .cacheWrite(cacheWrite(usage, prompt))
                .cacheWrite5m(positive(ProviderJson.count(lifetimes, "ephemeral_5m_input_tokens")))
                .cacheWrite1h(positive(ProviderJson.count(lifetimes, "ephemeral_1h_input_tokens")))
                .reasoning(reasoning)
                .build();
        reading.cumulativeUsage(known, total);
    }

    /** Return an error in OpenAI's shape. */
    static String error(int status, String sentence) {
        ObjectNode error = ProviderJson.object();
        error.putObject("error")
                .put("message", sentence)
                .put("type", "upstream_error")
                .putNull("param")
                .put("code", String.valueOf(status));
        return error.toString();
    }

    private static OptionalLong cacheRead(JsonNode usage, JsonNode promptDetails) {
        OptionalLong detailed = ProviderJson.count(promptDetails, "cached_tokens");
        // Moonshot and Hugging Face report it beside the sums, DeepSeek also under its own name.
        OptionalLong known =
                detailed.isPresent() ? detailed : ProviderJson.count(usage, "cached_tokens", "prompt_cache_hit_tokens");
        return orElse(
                known,
                ProviderJson.count(usage, "num_cached_tokens"),
                ProviderJson.count(usage, "cache_read_input_tokens"),
                ProviderJson.count(object(usage, "prompt_token_details", "input_token_details"), "cached_tokens"));
    }

    private static OptionalLong cacheWrite(JsonNode usage, JsonNode promptDetails) {
        return orElse(
                ProviderJson.count(promptDetails, "cache_write_tokens"),
                ProviderJson.count(promptDetails, "cache_creation_tokens"),
                ProviderJson.count(usage, "cache_creation_input_tokens"),
                ProviderJson.count(usage, "cache_write_tokens"));
    }

    /** Return {@code known}, or where that counts nothing the first of the names of some hosts that does: 0 tells nothing there. */
    private static OptionalLong orElse(OptionalLong known, OptionalLong... others) {
        return known.orElse(0) > 0
                ? known
                : Arrays.stream(others)
                        .filter(other -> other.orElse(0) > 0)
                        .findFirst()
                        .orElse(known);
    }

    private static OptionalLong positive(OptionalLong tokens) {
        return tokens.orElse(0) > 0 ? tokens : OptionalLong.empty();
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
