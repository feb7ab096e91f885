package dev.tokenbudget.internal.history.importing;

import dev.tokenbudget.usage.TokenUsage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * OpenAI's report of an organisation's usage. Input tokens hold the cached ones. Images, speech and storage are billed in other units.
 *
 * <p>Source: <a href="https://platform.openai.com/docs/api-reference/usage/completions_object">Completions usage object</a>.
 */
final class OpenAiUsageReport implements ImportFormat {

    private static final String OBJECT = "organization\\.usage\\.\\w+\\.result";
    private static final String EMBEDDINGS = "organization.usage.embeddings.result";
    private static final List<String> OF_TOKENS = List.of("organization.usage.completions.result", EMBEDDINGS);
    private static final List<String> SPLIT_BY =
            List.of("object", "model", "project_id", "user_id", "api_key_id", "batch", "service_tier");

    @Override
    public String title() {
        return "OpenAI usage report";
    }

    @Override
    public boolean recognizes(Fields sum) {
        return sum.text("object").filter(object -> object.matches(OBJECT)).isPresent();
    }

    @Override
    public void read(Fields sum, Findings findings) throws NotUnderstoodException {
        String object = sum.text("object").orElse("");
        if (!OF_TOKENS.contains(object)) {
            throw new NotUnderstoodException("\"" + object + "\" is billed in other units than tokens");
        }
        OptionalLong output = sum.count("output_tokens");
        TokenUsage usage = TokenUsage.builder()
                .input(sum.count("input_tokens"))
                .output(output.isEmpty() && object.equals(EMBEDDINGS) ? OptionalLong.of(0) : output)
                .cacheRead(sum.count("input_cached_tokens"))
                .cacheWrite(sum.count("input_cache_write_tokens"))
                .build();
        findings.reported(new ReportedSum("openai-usage", sum, SPLIT_BY)
                .entry(sum.count("num_model_requests"), usage, Optional.empty(), findings));
    }
}
