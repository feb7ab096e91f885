package dev.tokenbudget.internal.history.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.tokenbudget.internal.history.UsageSum;
import dev.tokenbudget.internal.history.store.AddedCalls;
import dev.tokenbudget.internal.history.store.Dimension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LangfuseImportTest {

    /** One trace: 400 + 600 cached in, 90 + 10 reasoning out, $0.004; and 50 in, 5 out, whose cost nobody knows. */
    private static final String JSON = """
            [
              {"id":"o1","traceId":"t1","type":"SPAN","name":"handle","startTime":"2026-11-30T08:59:59.000Z","traceName":"summarize","metadata":null},
              {
                "id": "o2", "traceId": "t1", "parentObservationId": "o1", "type": "GENERATION", "name": "draft",
                "startTime": "2026-11-30T09:00:00.000Z", "endTime": "2026-11-30T09:00:02.000Z",
                "model": "gpt-5", "environment": "production",
                "usageDetails": {"input": 400, "input_cached_tokens": 600, "output": 90, "output_reasoning_tokens": 10, "total": 1100},
                "costDetails": {"total": 0.004}, "totalCost": 0.004,
                "traceName": "summarize", "traceTags": ["feature:digest", "beta"], "userId": "ann"
              },
              {"id":"o3","traceId":"t1","parentObservationId":"o1","type":"GENERATION","name":"check","startTime":"2026-11-30T09:00:03Z",
               "model":"house-model","usageDetails":{"input":50,"output":5,"total":55},"totalCost":null,"traceName":"summarize","environment":"production"}
            ]
            """;

    @TempDir
    Path folder;

    @Test
    void a_table_that_was_exported_as_json() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            ImportSummary summary = imported.importing(JSON);

            assertThat(summary.calls()).isEqualTo(new AddedCalls(1, 2, 0));
            UsageSum sum = imported.sum();
            assertThat(sum.input()).isEqualTo(400 + 600 + 50);
            assertThat(sum.cacheRead()).isEqualTo(600);
            assertThat(sum.output()).isEqualTo(90 + 10 + 5);
            assertThat(sum.reasoning()).isEqualTo(10);
            assertThat(sum.costUsd()).isEqualByComparingTo("0.004");
            assertThat(sum.unpricedCalls()).isEqualTo(1);
            assertThat(imported.tokensBy(Dimension.TASK)).containsOnly(entry("summarize", 1155L));
            assertThat(imported.tokensBy(Dimension.ENVIRONMENT)).containsOnly(entry("production", 1155L));
        }
    }

    @Test
    void the_same_table_as_csv_brings_nothing_new() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            imported.importing(JSON);
            ImportSummary csv = imported.importing("""
                    id,traceId,parentObservationId,type,name,startTime,endTime,model,environment,usageDetails,totalCost,traceName,traceTags,userId,input
                    "o2","t1","o1","GENERATION","draft","2026-11-30T09:00:00.000Z","2026-11-30T09:00:02.000Z","gpt-5","production","{""input"":400,""input_cached_tokens"":600,""output"":90,""output_reasoning_tokens"":10,""total"":1100}","0.004","summarize","[""feature:digest""]","ann","two
                    lines, and ""quotes""\"
                    "o9","t9","","GENERATION","draft","2026-11-30T10:00:00.000Z","","gpt-5","production","{""input"":7,""output"":3,""total"":10}","0.001","summarize","","",""
                    """);

            assertThat(csv.calls()).isEqualTo(new AddedCalls(1, 1, 1));
            assertThat(csv.leftOut()).isZero();
            assertThat(imported.sum().tokens()).isEqualTo(1155 + 10);
        }
    }

    @Test
    void the_blob_storage_s_names_and_times() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            imported.importing("""
                    {"id":"o1","trace_id":"t1","type":"GENERATION","name":"draft","start_time":"2026-11-30 23:30:00.000000","end_time":"2026-11-30 23:30:01.250000","provided_model_name":"claude-sonnet-4-5","usage_details":{"input":100,"cache_read_input_tokens":900,"cache_creation_input_tokens":50,"output":20},"total_cost":0.01,"trace_name":"summarize","parent_observation_id":null}
                    """);

            UsageSum sum = imported.sum();
            assertThat(sum.input()).isEqualTo(100 + 900 + 50);
            assertThat(sum.cacheRead()).isEqualTo(900);
            assertThat(sum.cacheWrite()).isEqualTo(50);
            assertThat(sum.output()).isEqualTo(20);
            assertThat(imported.tokensBy(Dimension.DAY)).containsOnlyKeys("2026-11-30");
            assertThat(imported.calls().get(0).latencyMs()).hasValue(1250);
        }
    }

    @Test
    void details_that_the_total_shows_to_be_parts_are_not_added() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            imported.importing("""
                    [{"id":"o1","traceId":"t1","type":"GENERATION","name":"x","startTime":"2026-11-30T09:00:00Z","usageDetails":{"input":1000,"input_cached_tokens":600,"output":100,"output_reasoning_tokens":10,"total":1100}}]
                    """);

            assertThat(imported.sum().tokens()).isEqualTo(1100);
            assertThat(imported.sum().cacheRead()).isEqualTo(600);
        }
    }

    @Test
    void a_page_of_the_api_and_a_call_without_usage() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            imported.importing("""
                    {"data":[{"id":"o1","traceId":"t1","type":"GENERATION","name":"x","startTime":"2026-11-30T09:00:00Z","usageDetails":{},"model":"gpt-5"}],"meta":{"page":1,"totalPages":1}}
                    """);

            assertThat(imported.sum().calls()).isEqualTo(1);
            assertThat(imported.sum().unknownCalls()).isEqualTo(1);
            assertThat(imported.sum().unpricedCalls()).isEqualTo(1);
        }
    }
}
