package dev.tokenbudget.internal.history.output.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.output.TestRun;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.usage.ModelCall.Role;
import dev.tokenbudget.usage.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LlmMetricsTest {

    private static final String SERIES = "{agent=\"\",environment=\"ci\",model=\"gpt-5\",task=\"ReviewTest.reviews\"";

    private final LlmMetrics metrics = new LlmMetrics(call -> OptionalLong.of(10_000));

    @Test
    void count_requests_tokens_and_dollars() {
        metrics.run(run().call().call().entry());

        assertThat(lines())
                .contains(
                        "llm_requests_total" + SERIES + "} 2.0",
                        "llm_tokens_total" + SERIES.replace("environment", "direction=\"input\",environment")
                                + "} 2000.0",
                        "llm_tokens_total" + SERIES.replace("environment", "direction=\"output\",environment")
                                + "} 200.0",
                        "llm_token_parts_total" + SERIES.replace("task", "part=\"cache_read\",task") + "} 1200.0",
                        "llm_cost_usd_total" + SERIES + "} 0.01",
                        "llm_retries_total" + SERIES + "} 1.0",
                        "llm_tool_calls_total" + SERIES + "} 4.0");
    }

    @Test
    void tell_shares_of_what_is_counted() {
        metrics.run(run().call().call().entry());

        assertThat(lines()).contains("llm_cache_hit_rate" + SERIES + "} 0.6", "llm_retry_rate" + SERIES + "} 0.5");
    }

    @Test
    void leave_a_share_out_where_there_is_nothing_to_be_a_share_of() {
        metrics.run(run().call(TokenUsage.unknown(), "gpt-5", Role.AGENT).entry());

        assertThat(lines())
                .contains("llm_requests_unknown_usage_total" + SERIES + "} 1.0")
                .noneMatch(line -> line.startsWith("llm_cache_hit_rate{"));
    }

    @Test
    void distribute_sessions_over_buckets() {
        metrics.run(run().call().call().entry());
        metrics.run(run().call().outcome(Outcome.FAILED).entry());

        String session = "{environment=\"ci\",task=\"ReviewTest.reviews\"";
        assertThat(lines())
                .contains(
                        "llm_session_tokens_bucket" + session + ",le=\"1024.0\"} 0",
                        "llm_session_tokens_bucket" + session + ",le=\"4096.0\"} 2",
                        "llm_session_tokens_sum" + session + "} 3300.0",
                        "llm_session_iterations_bucket" + session + ",le=\"1.0\"} 1",
                        "llm_session_iterations_bucket" + session + ",le=\"2.0\"} 2",
                        "llm_sessions_total{environment=\"ci\",outcome=\"failed\",task=\"ReviewTest.reviews\"} 1.0",
                        "llm_sessions_total{environment=\"ci\",outcome=\"succeeded\",task=\"ReviewTest.reviews\"} 1.0");
    }

    @Test
    void distribute_calls_by_time_and_by_how_full_the_context_window_is() {
        metrics.run(run().call().entry());

        assertThat(lines())
                .contains(
                        "llm_request_duration_seconds_bucket" + bucket("0.64") + " 0",
                        "llm_request_duration_seconds_bucket" + bucket("1.28") + " 1",
                        "llm_context_use_ratio_bucket" + bucket("0.1") + " 0",
                        "llm_context_use_ratio_bucket" + bucket("0.25") + " 1");
    }

    @Test
    void keep_what_judges_used_apart() {
        metrics.run(run().call()
                .call(TokenUsage.of(50, 5), "gpt-5-mini", Role.JUDGE)
                .entry());

        assertThat(lines())
                .contains("llm_requests_total{agent=\"judge\",environment=\"ci\",model=\"gpt-5-mini\","
                        + "task=\"ReviewTest.reviews\"} 1.0")
                .contains("llm_session_tokens_sum{environment=\"ci\",task=\"ReviewTest.reviews\"} 1100.0");
    }

    @Test
    void escape_what_others_call_their_tasks() {
        metrics.run(TestRun.of("1")
                .task("a\"} 1\nllm_cost_usd_total{x=\"\\\u0000\uD800")
                .call()
                .entry());

        assertThat(lines())
                .contains("llm_requests_total{agent=\"\",environment=\"\",model=\"gpt-5\","
                        + "task=\"a\\\"} 1 llm_cost_usd_total{x=\\\"\\\\ \uFFFD\"} 1.0")
                .noneMatch(line -> line.startsWith("llm_cost_usd_total{x="));
    }

    @Test
    void cut_names_that_nobody_reads_to_their_end() {
        metrics.run(TestRun.of("1").task("\uD83D\uDE80".repeat(300)).call().entry());

        assertThat(lines()).anyMatch(line -> line.contains("task=\"" + "\uD83D\uDE80".repeat(200) + "\""));
    }

    @Test
    void count_what_is_beyond_the_most_series_together() {
        for (int i = 0; i < LlmMetrics.SERIES + 5; i++) {
            metrics.run(TestRun.of("" + i).task("task " + i).call().entry());
        }
        metrics.run(TestRun.of("again").task("task 0").call().entry());

        assertThat(lines())
                .filteredOn(line -> line.startsWith("llm_requests_total{"))
                .hasSize(LlmMetrics.SERIES + 1)
                .contains(
                        "llm_requests_total{agent=\"other\",environment=\"other\",model=\"other\",task=\"other\"} 5.0",
                        "llm_requests_total{agent=\"\",environment=\"\",model=\"gpt-5\",task=\"task 0\"} 2.0");
    }

    @Test
    void come_in_the_format_that_a_client_asks_for() {
        MetricsFormat asked = MetricsFormat.accepted(
                "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3");

        assertThat(asked.contentType()).startsWith("application/openmetrics-text");
        assertThat(new String(asked.write(metrics), StandardCharsets.UTF_8)).endsWith("# EOF\n");
        assertThat(MetricsFormat.accepted("").contentType()).startsWith("text/plain");
    }

    private static TestRun run() {
        return TestRun.of("1").labels(Map.of("environment", "ci"));
    }

    private static String bucket(String bound) {
        return SERIES + ",le=\"" + bound + "\"}";
    }

    private List<String> lines() {
        return new String(MetricsFormat.OPEN_METRICS.write(metrics), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
