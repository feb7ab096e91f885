package dev.tokenbudget.internal.history.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.tokenbudget.internal.history.UsageSum;
import dev.tokenbudget.internal.history.store.AddedCalls;
import dev.tokenbudget.internal.history.store.Dimension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeliconeImportTest {

    /** A session of two calls (300 + 700 read + 100 written in, 80 + 20 reasoning out, $0.02; 40 in, 4 out, $0.001), and a lone one. */
    private static final String LINES = """
            {"response_id":"a1","request_id":"q1","request_created_at":"2026-11-30T09:00:00+00:00","response_created_at":"2026-11-30T09:00:01+00:00","response_status":200,"request_model":"claude-sonnet-4-5","provider":"ANTHROPIC","prompt_tokens":300,"prompt_cache_read_tokens":700,"prompt_cache_write_tokens":100,"completion_tokens":80,"reasoning_tokens":20,"delay_ms":1200,"cost":0.02,"request_user_id":"ann@example.com","request_properties":{"Helicone-Session-Id":"s1","Helicone-Session-Name":"checkout","Team":"payments"},"cache_reference_id":"00000000-0000-0000-0000-000000000000"}
            {"response_id":"a2","request_id":"q2","request_created_at":"2026-11-30T10:00:05+01:00","response_status":200,"model":"claude-sonnet-4-5","provider":"ANTHROPIC","prompt_tokens":40,"completion_tokens":4,"cost":0.001,"properties":{"Helicone-Session-Id":"s1","Helicone-Session-Name":"checkout","Team":"payments"}}
            {"response_id":"a3","request_id":"q3","request_created_at":"2026-11-30T09:00:07Z","response_status":200,"model":"gpt-5","provider":"OPENAI","prompt_tokens":0,"completion_tokens":0,"cost":0,"request_path":"/v1/chat/completions"}
            {"response_id":"a4","request_id":"q4","request_created_at":"2026-11-30T09:00:08Z","response_status":429,"model":"gpt-5","provider":"OPENAI","prompt_tokens":null,"completion_tokens":null}
            {"response_id":"a5","request_id":"q5","request_created_at":"2026-11-30T09:00:09Z","response_status":200,"model":"gpt-5","provider":"OPENAI","prompt_tokens":9,"completion_tokens":9,"cache_reference_id":"1f7ac0de-0000-4000-8000-000000000001"}
            """;

    /** The tool doubles the quotes of a cell twice. */
    private static final String FOUR_QUOTES = "\"".repeat(4);

    @TempDir
    Path folder;

    @Test
    void a_session_is_a_run_and_caches_are_beside_the_prompt() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            ImportSummary summary = imported.importing(LINES);

            assertThat(summary.calls()).isEqualTo(new AddedCalls(2, 3, 0));
            UsageSum sum = imported.sum();
            assertThat(sum.input()).isEqualTo(300 + 700 + 100 + 40);
            assertThat(sum.output()).isEqualTo(80 + 20 + 4);
            assertThat(sum.cacheRead()).isEqualTo(700);
            assertThat(sum.cacheWrite()).isEqualTo(100);
            assertThat(sum.costUsd()).isEqualByComparingTo("0.021");
            assertThat(sum.unknownCalls())
                    .as("0 + 0 is what Helicone writes for unknown")
                    .isEqualTo(1);
            assertThat(imported.tokensBy(Dimension.TASK))
                    .containsOnly(entry("checkout", 1244L), entry("/v1/chat/completions", 0L));
            assertThat(imported.tokensBy(Dimension.TEAM)).contains(entry("payments", 1244L));
            assertThat(imported.tokensBy(Dimension.PROVIDER)).containsOnlyKeys("anthropic", "openai");
        }
    }

    @Test
    void refused_requests_and_helicone_s_own_cache_are_no_calls() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            assertThat(imported.importing(LINES).nothingToCount())
                    .containsOnly(
                            entry("requests that failed and used nothing", 1L),
                            entry("answers from a tool's own cache, which no provider was asked for", 1L));
        }
    }

    @Test
    void the_csv_of_the_same_requests_brings_what_it_alone_has() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            imported.importing(LINES);
            ImportSummary csv = imported.importing("""
                    response_id,response_created_at,response_status,request_created_at,request_body,request_properties,request_user_id,model,prompt_tokens,completion_tokens,latency,cost
                    "a2","","200","2026-11-30T10:00:05+01:00","","{QQTeamQQ:QQpaymentsQQ}","","claude-sonnet-4-5","40","4","900","0.001"
                    "b1","","200","2026-11-30T12:00:00Z","","{QQTeamQQ:QQpaymentsQQ}","","claude-sonnet-4-5","10","1","900","0.005"
                    """.replace("QQ", FOUR_QUOTES));

            assertThat(csv.calls()).isEqualTo(new AddedCalls(1, 1, 1));
            assertThat(imported.tokensBy(Dimension.TEAM)).contains(entry("payments", 1244L + 11));
        }
    }

    @Test
    void a_list_of_the_tool_with_its_comma_too_many() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            ImportSummary summary = imported.importing("""
                    [
                    {
                      "response_id": "a1", "request_created_at": "2026-11-30T09:00:00Z", "response_status": 200,
                      "prompt_tokens": 5, "completion_tokens": 2
                    },
                    ]
                    """);

            assertThat(summary.leftOut()).isZero();
            assertThat(imported.sum().tokens()).isEqualTo(7);
        }
    }
}
