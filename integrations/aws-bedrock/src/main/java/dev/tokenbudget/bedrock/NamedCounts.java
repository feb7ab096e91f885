package dev.tokenbudget.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.ReportedUsage;
import dev.tokenbudget.usage.TokenUsage;
import org.jspecify.annotations.Nullable;

/** Counts under the names that Bedrock and its models use; a later count overwrites an earlier one, no count never does. */
final class NamedCounts {

    private @Nullable Number input;
    private @Nullable Number output;
    private @Nullable Number cacheRead;
    private @Nullable Number cacheWrite;
    private @Nullable Number cacheWrite5m;
    private @Nullable Number cacheWrite1h;
    private @Nullable Number reasoning;
    private boolean inputHoldsCache;

    /** Read the counts of one object. */
    void read(JsonNode counts) {
        set(
                AnswerJson.count(
                        counts,
                        "input_tokens", // Anthropic
                        "inputTokens", // Converse, Nova
                        "inputTokenCount", // Bedrock's own metrics
                        "prompt_tokens", // OpenAI, Mistral, Qwen
                        "prompt_token_count", // Llama
                        "inputTextTokenCount"), // Titan
                AnswerJson.count(
                        counts,
                        "output_tokens",
                        "outputTokens",
                        "outputTokenCount",
                        "completion_tokens",
                        "generation_token_count",
                        "totalOutputTextTokenCount"),
                AnswerJson.count(counts, "cache_read_input_tokens", "cacheReadInputTokens", "cacheReadInputTokenCount"),
                AnswerJson.count(
                        counts, "cache_creation_input_tokens", "cacheWriteInputTokens", "cacheWriteInputTokenCount"));
        readTitansResults(counts.path("results"));
        reasoning = either(
                AnswerJson.count(counts.path("output_tokens_details"), "thinking_tokens"),
                either(AnswerJson.count(counts.path("completion_tokens_details"), "reasoning_tokens"), reasoning));
        setLifetime("5m", AnswerJson.count(counts.path("cache_creation"), "ephemeral_5m_input_tokens"));
        setLifetime("1h", AnswerJson.count(counts.path("cache_creation"), "ephemeral_1h_input_tokens"));
        counts.path("cacheDetails")
                .forEach(part -> setLifetime(part.path("ttl").asText(), AnswerJson.count(part, "inputTokens")));
        if (counts.has("prompt_tokens")) {
            inputHoldsCache = true;
            cacheRead = either(AnswerJson.count(counts.path("prompt_tokens_details"), "cached_tokens"), cacheRead);
        }
    }

    void set(
            @Nullable Number newInput,
            @Nullable Number newOutput,
            @Nullable Number newCacheRead,
            @Nullable Number newCacheWrite) {
        input = either(newInput, input);
        output = either(newOutput, output);
        cacheRead = either(newCacheRead, cacheRead);
        cacheWrite = either(newCacheWrite, cacheWrite);
    }

    /** Set the part of what was written to the cache that is kept for {@code lifetime}, {@code 5m} or {@code 1h}. */
    void setLifetime(String lifetime, @Nullable Number tokens) {
        if (lifetime.equals("5m")) {
            cacheWrite5m = either(tokens, cacheWrite5m);
        } else if (lifetime.equals("1h")) {
            cacheWrite1h = either(tokens, cacheWrite1h);
        }
    }

    void setOutput(long tokens) {
        output = tokens;
    }

    /** Set what is not known yet from {@code others}. */
    void completeFrom(NamedCounts others) {
        input = either(input, others.input);
        output = either(output, others.output);
        cacheRead = either(cacheRead, others.cacheRead);
        cacheWrite = either(cacheWrite, others.cacheWrite);
    }

    boolean isEmpty() {
        return input == null && output == null;
    }

    void describe(ModelCall.Builder call) {
        ReportedUsage reported = ReportedUsage.of(input, output)
                .cacheRead(cacheRead)
                .cacheWrite(cacheWrite)
                .reasoning(reasoning);
        TokenUsage usage = (inputHoldsCache ? reported : reported.cacheOutsideInput()).usage();
        if (cacheWrite5m != null) {
            usage = usage.withCacheWrite5m(cacheWrite5m.longValue());
        }
        if (cacheWrite1h != null) {
            usage = usage.withCacheWrite1h(cacheWrite1h.longValue());
        }
        call.usage(usage);
    }

    private void readTitansResults(JsonNode results) {
        long sum = 0;
        for (JsonNode result : results) {
            Long tokens = AnswerJson.count(result, "tokenCount");
            if (tokens == null) {
                return;
            }
            sum += tokens;
        }
        if (!results.isEmpty()) {
            output = sum;
        }
    }

    private static @Nullable Number either(@Nullable Number newer, @Nullable Number older) {
        return newer == null ? older : newer;
    }
}
