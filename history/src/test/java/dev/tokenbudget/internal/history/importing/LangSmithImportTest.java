package dev.tokenbudget.internal.history.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.tokenbudget.internal.history.UsageSum;
import dev.tokenbudget.internal.history.store.AddedCalls;
import dev.tokenbudget.internal.history.store.Dimension;
import dev.tokenbudget.internal.history.store.RunSummary;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LangSmithImportTest {

    /** A chain that repeats the totals of its two calls: 1,000 + 200 and 2,000 + 300 tokens for $0.01 and $0.02. */
    private static final String CHAIN = """
            {"id":"c0","trace_id":"c0","run_type":"chain","name":"answer-ticket","start_time":"2026-11-30T09:00:00.000000","end_time":"2026-11-30T09:00:09","prompt_tokens":3000,"completion_tokens":500,"total_tokens":3500,"total_cost":"0.03","dotted_order":"20261130T090000000000Zc0"}
            {"id":"c1","trace_id":"c0","parent_run_id":"c0","run_type":"llm","name":"ChatOpenAI","start_time":"2026-11-30T09:00:01.500000","end_time":"2026-11-30T09:00:03.500000","status":"success","prompt_tokens":1000,"completion_tokens":200,"total_tokens":1200,"total_cost":"0.01","prompt_token_details":{"cache_read":600},"completion_token_details":{"reasoning":50},"extra":{"metadata":{"ls_provider":"openai","ls_model_name":"gpt-5","user_id":"ann","feature":"support","revision_id":"r"}}}
            {"id":"c2","trace_id":"c0","parent_run_id":"c0","run_type":"llm","name":"ChatOpenAI","start_time":"2026-11-30T11:00:05+02:00","end_time":"2026-11-30T09:00:07Z","status":"success","prompt_tokens":2000,"completion_tokens":300,"total_cost":0.02,"extra":{"metadata":{"ls_provider":"openai","ls_model_name":"gpt-5","feature":"support"}}}
            {"id":"c3","trace_id":"c0","parent_run_id":"c0","run_type":"tool","name":"search","start_time":"2026-11-30T09:00:04"}
            """;

    @TempDir
    Path folder;

    @Test
    void a_trace_is_a_run_whose_calls_count_and_whose_chains_do_not() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            ImportSummary summary = imported.importing(CHAIN);

            assertThat(summary.calls()).isEqualTo(new AddedCalls(1, 2, 0));
            assertThat(summary.nothingToCount()).containsEntry("steps that are no model calls", 2L);
            UsageSum sum = imported.sum();
            assertThat(sum.input()).isEqualTo(1000 + 2000);
            assertThat(sum.output()).isEqualTo(200 + 300);
            assertThat(sum.cacheRead()).isEqualTo(600);
            assertThat(sum.reasoning()).isEqualTo(50);
            assertThat(sum.costUsd()).isEqualByComparingTo("0.03");
            assertThat(imported.runs()).singleElement().satisfies(run -> {
                assertThat(run.task()).isEqualTo("answer-ticket");
                assertThat(run.feature()).isEqualTo("support");
                assertThat(run.tokens()).hasValue(3500);
                assertThat(run.started()).isEqualTo(Instant.parse("2026-11-30T09:00:01.500Z"));
            });
            assertThat(imported.calls().get(1).at()).isEqualTo(Instant.parse("2026-11-30T09:00:05Z"));
            assertThat(imported.calls().get(0).latencyMs()).hasValue(2000);
        }
    }

    @Test
    void a_trace_that_comes_in_two_overlapping_exports_is_whole_and_counted_once() throws Exception {
        String[] lines = CHAIN.split("\n");
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            imported.importing(lines[0] + "\n" + lines[1]);
            ImportSummary second = imported.importing(lines[0] + "\n" + lines[1] + "\n" + lines[2]);

            assertThat(second.calls()).isEqualTo(new AddedCalls(0, 1, 1));
            assertThat(imported.runs())
                    .extracting(RunSummary::calls, run -> run.tokens().orElse(0))
                    .containsExactly(tuple(2L, 3500L));
            assertThat(imported.sum().calls()).isEqualTo(2);
            assertThat(imported.importing(CHAIN).calls()).isEqualTo(new AddedCalls(0, 0, 2));
            assertThat(imported.sum().tokens()).isEqualTo(3500);
        }
    }

    @Test
    void sums_of_0_for_an_answer_are_unknown() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            imported.importing("""
                    {"id":"r1","trace_id":"r1","run_type":"llm","name":"m","start_time":"2026-11-30T09:00:00Z","end_time":"2026-11-30T09:00:01Z","status":"success","prompt_tokens":0,"completion_tokens":0,"total_tokens":0,"extra":{"metadata":{}}}
                    {"id":"r2","trace_id":"r2","run_type":"llm","name":"m","start_time":"2026-11-30T09:00:00Z","end_time":"2026-11-30T09:00:01Z","status":"success","prompt_tokens":0,"completion_tokens":0,"outputs":{"usage_metadata":{"input_tokens":70,"output_tokens":7,"input_token_details":{"cache_read":30}}}}
                    """);

            assertThat(imported.sum().calls()).isEqualTo(2);
            assertThat(imported.sum().unknownCalls()).isEqualTo(1);
            assertThat(imported.sum().tokens()).isEqualTo(77);
            assertThat(imported.sum().cacheRead()).isEqualTo(30);
        }
    }

    @Test
    void a_failed_request_is_no_call_and_one_under_way_is_left_out() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            ImportSummary summary = imported.importing("""
                    {"id":"r1","trace_id":"r1","run_type":"llm","name":"m","start_time":"2026-11-30T09:00:00Z","status":"error","error":"RateLimitError"}
                    {"id":"r2","trace_id":"r2","run_type":"llm","name":"m","start_time":"2026-11-30T09:00:00Z","status":"pending"}
                    """);

            assertThat(imported.sum().calls()).isZero();
            assertThat(summary.nothingToCount()).containsEntry("requests that failed and used nothing", 1L);
            assertThat(summary.leftOutLines()).singleElement().asString().contains(":2: the run is still under way");
        }
    }

    @Test
    void a_label_that_is_chosen_names_the_task() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            imported.importing(CHAIN.replace("\"feature\":\"support\"", "\"task\":\"ReviewTest.reviews\""));

            assertThat(imported.tokensBy(Dimension.TASK)).containsOnly(entry("ReviewTest.reviews", 3500L));
        }
    }
}
