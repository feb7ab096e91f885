package dev.tokenbudget.internal.history.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.tokenbudget.internal.history.UsageSum;
import dev.tokenbudget.internal.history.store.AddedCalls;
import dev.tokenbudget.internal.history.store.Dimension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiteLlmImportTest {

    private static final String ROWS = """
            [{"request_id":"chatcmpl-1","call_type":"acompletion","api_key":"hash-of-a-key","spend":0.0125,"total_tokens":1100,"prompt_tokens":1000,"completion_tokens":100,"startTime":"2026-11-30T09:00:00.250000+00:00","endTime":"2026-11-30T09:00:02.250000+00:00","model":"azure/gpt-5","custom_llm_provider":"azure","session_id":"s1","end_user":"ann","cache_hit":"False","request_tags":["feature:search","jobID:77"],"metadata":{"user_api_key_alias":"search-service","user_api_key_team_alias":"discovery","status":"success","additional_usage_values":{"prompt_tokens_details":{"cached_tokens":800},"completion_tokens_details":{"reasoning_tokens":30}}}},
             {"request_id":"chatcmpl-2","call_type":"acompletion","spend":0.0,"prompt_tokens":0,"completion_tokens":0,"startTime":"2026-11-30T09:00:03Z","model":"azure/gpt-5","custom_llm_provider":"azure","session_id":"s1","cache_hit":"","metadata":{"status":"failure"}},
             {"request_id":"chatcmpl-3","call_type":"acompletion","spend":0.0,"prompt_tokens":1000,"completion_tokens":100,"startTime":"2026-11-30T09:00:04Z","model":"azure/gpt-5","session_id":"s1","cache_hit":"True","metadata":{}},
             {"request_id":"emb-1","call_type":"aembedding","spend":0.0001,"prompt_tokens":500,"startTime":"2026-11-30T09:00:05Z","model":"text-embedding-3-small","custom_llm_provider":"openai","metadata":"{\\"user_api_key_alias\\":\\"indexer\\"}"}]
            """;

    @TempDir
    Path folder;

    @Test
    void rows_of_the_database() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            ImportSummary summary = imported.importing(ROWS);

            assertThat(summary.calls()).isEqualTo(new AddedCalls(2, 2, 0));
            UsageSum sum = imported.sum();
            assertThat(sum.input()).isEqualTo(1000 + 500);
            assertThat(sum.cacheRead()).isEqualTo(800);
            assertThat(sum.output()).isEqualTo(100);
            assertThat(sum.reasoning()).isEqualTo(30);
            assertThat(sum.costUsd()).isEqualByComparingTo("0.0126");
            assertThat(sum.unknownCalls()).as("embeddings have no output").isZero();
            assertThat(imported.tokensBy(Dimension.TASK))
                    .containsOnly(entry("search-service", 1100L), entry("indexer", 500L));
            assertThat(imported.tokensBy(Dimension.FEATURE)).contains(entry("search", 1100L));
            assertThat(imported.tokensBy(Dimension.TEAM)).contains(entry("discovery", 1100L));
            assertThat(imported.tokensBy(Dimension.MODEL)).containsOnlyKeys("gpt-5", "text-embedding-3-small");
            assertThat(imported.bytes()).doesNotContain("hash-of-a-key").doesNotContain("ann");
        }
    }

    @Test
    void a_cost_of_0_for_a_model_that_is_priced_here_is_taken_from_the_price_list() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            imported.importing("""
                    request_id,spend,prompt_tokens,completion_tokens,startTime,model,custom_llm_provider
                    r1,0,1000000,0,2026-11-30 09:00:00,gpt-4o,openai
                    """);

            assertThat(imported.sum().costUsd()).as("a million tokens at $2.50").isEqualByComparingTo("2.5");
        }
    }
}
