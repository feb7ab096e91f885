package dev.tokenbudget.internal.history.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.ReportedEntry;
import dev.tokenbudget.internal.history.UsageSum;
import dev.tokenbudget.usage.TokenUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sums of providers, which stand beside calls and are never added to them. */
class ReportImportTest {

    private static final String OPENAI_USAGE = """
            {
              "object": "page",
              "data": [
                {"object": "bucket", "start_time": 1795910400, "end_time": 1795996800, "results": [
                  {"object": "organization.usage.completions.result", "input_tokens": 1000, "input_cached_tokens": 800,
                   "output_tokens": 500, "num_model_requests": 5, "project_id": "proj_a", "user_id": "user_ann",
                   "api_key_id": "key_a", "model": "gpt-5", "batch": false},
                  {"object": "organization.usage.completions.result", "input_tokens": 100, "output_tokens": 50,
                   "num_model_requests": 1, "project_id": "proj_b", "user_id": null, "model": "gpt-5", "batch": false}
                ]},
                {"object": "bucket", "start_time": 1795996800, "end_time": 1796083200, "results": []}
              ],
              "has_more": false, "next_page": null
            }
            """;

    @TempDir
    Path folder;

    @Test
    void openai_s_usage_by_project() throws Exception {
        List<ReportedEntry> sums = sums(OPENAI_USAGE);

        assertThat(sums).hasSize(2);
        assertThat(sums.get(0).from()).isEqualTo(Instant.parse("2026-11-29T00:00:00Z"));
        assertThat(sums.get(0).to()).isEqualTo(Instant.parse("2026-11-30T00:00:00Z"));
        assertThat(sums.get(0).model()).isEqualTo("gpt-5");
        assertThat(sums.get(0).requests()).isEqualTo(OptionalLong.of(5));
        assertThat(sums.get(0).usage()).isEqualTo(TokenUsage.of(1000, 500).withCacheRead(800));
        assertThat(sums.get(0).labels().values())
                .as("without a key nobody's id is kept, and ids of keys never")
                .containsOnlyKeys("object", "project_id", "batch");
        assertThat(sums.get(0).id()).isNotEqualTo(sums.get(1).id());
    }

    @Test
    void a_sum_that_is_imported_again_counts_once_and_is_no_call() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            ImportSummary first = imported.importing(OPENAI_USAGE);
            ImportSummary again = imported.importing(OPENAI_USAGE);

            assertThat(first.reported()).isEqualTo(2);
            assertThat(again.reported()).isZero();
            assertThat(again.reportedKnown()).isEqualTo(2);
            assertThat(imported.sum()).isEqualTo(UsageSum.NONE);
        }
    }

    @Test
    void openai_s_costs_in_dollars_and_in_another_currency() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            ImportSummary summary = imported.importing("""
                    {"object":"page","data":[{"object":"bucket","start_time":1795910400,"end_time":1795996800,"results":[
                      {"object":"organization.costs.result","amount":{"value":0.06,"currency":"usd"},"line_item":"gpt-5, input","project_id":"proj_a"},
                      {"object":"organization.costs.result","amount":{"value":12.5,"currency":"eur"},"line_item":"gpt-5, output","project_id":"proj_a"}]}],
                     "has_more":false}
                    """);

            assertThat(summary.reported()).isEqualTo(1);
            assertThat(summary.leftOutLines())
                    .singleElement()
                    .asString()
                    .contains("12.5 EUR is in another currency than US dollars, and is not converted");
        }
    }

    @Test
    void anthropic_s_usage_has_caches_beside_the_input() throws Exception {
        List<ReportedEntry> sums = sums("""
                {"data":[{"starting_at":"2026-11-29T00:00:00Z","ending_at":"2026-11-30T00:00:00Z","results":[
                  {"uncached_input_tokens":1500,"cache_creation":{"ephemeral_1h_input_tokens":1000,"ephemeral_5m_input_tokens":500},
                   "cache_read_input_tokens":200,"output_tokens":500,"server_tool_use":{"web_search_requests":10},
                   "api_key_id":null,"workspace_id":"wrkspc_1","model":"claude-sonnet-4-5","service_tier":"standard","context_window":"0-200k"}]}],
                 "has_more":false,"next_page":null}
                """);

        TokenUsage usage = sums.get(0).usage();
        assertThat(usage.input()).hasValue(1500 + 1000 + 500 + 200);
        assertThat(usage.cacheRead()).hasValue(200);
        assertThat(usage.cacheWrite()).hasValue(1500);
        assertThat(usage.cacheWrite1h()).hasValue(1000);
        assertThat(usage.output()).hasValue(500);
        assertThat(sums.get(0).requests())
                .as("the report has no number of requests")
                .isEmpty();
    }

    @Test
    void anthropic_s_costs_are_cents() throws Exception {
        List<ReportedEntry> sums = sums("""
                {"data":[{"starting_at":"2026-11-29T00:00:00Z","ending_at":"2026-11-30T00:00:00Z","results":[
                  {"currency":"USD","amount":"123.45","workspace_id":null,"description":"Claude Sonnet 4.5 Usage - Input Tokens","cost_type":"tokens","context_window":"0-200k","model":"claude-sonnet-4-5","service_tier":"standard","token_type":"uncached_input_tokens"}]}],
                 "has_more":false,"next_page":null}
                """);

        assertThat(sums.get(0).costUsd().orElseThrow()).isEqualByComparingTo("1.2345");
        assertThat(sums.get(0).usage()).isEqualTo(TokenUsage.unknown());
    }

    @Test
    void a_day_that_is_not_over_is_left_out() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            ImportSummary summary = imported.importing("""
                    {"data":[{"starting_at":"2026-12-01T00:00:00Z","ending_at":"2026-12-02T00:00:00Z","results":[
                      {"uncached_input_tokens":15,"output_tokens":5}]}],"has_more":false}
                    """);

            assertThat(summary.reported()).isZero();
            assertThat(summary.leftOutLines()).singleElement().asString().contains("its time is not over yet");
        }
    }

    private List<ReportedEntry> sums(String report) throws IOException {
        List<ReportedEntry> sums = new ArrayList<>();
        Path file = Files.writeString(folder.resolve("report"), report);
        new SourceFile(file, new Collected(sums)).read();
        return sums;
    }

    private record Collected(List<ReportedEntry> sums) implements RecordHandler, Findings {

        @Override
        public void record(long line, Fields fields) {
            try {
                ImportFormats.of(fields).orElseThrow().read(fields, this);
            } catch (NotUnderstoodException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void unreadable(long line, String why) {
            throw new AssertionError(why);
        }

        @Override
        public void span(FoundSpan span) {
            throw new AssertionError(span);
        }

        @Override
        public void call(FoundCall call) {
            throw new AssertionError(call);
        }

        @Override
        public void reported(ReportedEntry sum) {
            sums.add(sum);
        }

        @Override
        public void nothingToCount(String what) {
            throw new AssertionError(what);
        }

        @Override
        public void notKept(String what) {
            throw new AssertionError(what);
        }

        @Override
        public Optional<String> user(String id) {
            return Optional.empty();
        }
    }
}
