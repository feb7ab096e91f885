package dev.tokenbudget.internal.history.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.ModelCall.Role;
import dev.tokenbudget.usage.TokenUsage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageCsvTest {

    @Test
    void has_a_row_for_each_call() {
        TestRun run =
                TestRun.of("run-1").labels(Map.of("team", "payments")).call().call();

        assertThat(csv(run).split("\r\n"))
                .hasSize(3)
                .contains("2026-11-30T09:00:00Z,run-1,1,gpt-5,ReviewTest.reviews,,payments,,,,1000,100,600,,,1100,"
                        + "0.005000000,stop,900,0,1,,,openai,,AGENT,2,GATEWAY,tokenbudget,SUCCEEDED,");
    }

    @Test
    void has_the_columns_of_the_view() {
        assertThat(csv())
                .startsWith("timestamp,session_id,call_seq,model,task_label,")
                .endsWith("\r\n");
        assertThat(UsageCsv.COLUMNS.subList(0, 21))
                .isEqualTo(List.of(
                        "timestamp",
                        "session_id",
                        "call_seq",
                        "model",
                        "task_label",
                        "feature",
                        "team",
                        "environment",
                        "sprint",
                        "jira_ticket",
                        "input_tokens",
                        "output_tokens",
                        "cache_read_tokens",
                        "cache_write_tokens",
                        "reasoning_tokens",
                        "total_tokens",
                        "estimated_cost_usd",
                        "stop_reason",
                        "latency_ms",
                        "retry_count",
                        "had_cache_hit"));
    }

    @Test
    void leaves_empty_what_is_unknown() {
        assertThat(csv(TestRun.of("run-1").call(TokenUsage.unknown(), "gpt-5", Role.AGENT)))
                .contains(",ReviewTest.reviews,,,,,,,,,,,,0.005000000,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "=HYPERLINK(1)|'=HYPERLINK(1)",
                "+1|'+1",
                "-1|'-1",
                "@SUM(A1)|'@SUM(A1)",
                "a,b|\"a,b\"",
                "say \"hi\"|\"say \"\"hi\"\"\"",
                "a=b|a=b"
            })
    void holds_no_formula_and_quotes_what_needs_it(String task, String cell) {
        assertThat(csv(TestRun.of("run-1").task(task).call())).contains(",gpt-5," + cell + ",");
    }

    @Test
    void keeps_line_breaks_inside_quotes() {
        assertThat(csv(TestRun.of("run-1").task("\r\n=1+1").call())).contains(",\"'\r\n=1+1\",");
    }

    private static String csv(TestRun... runs) {
        StringBuilder out = new StringBuilder();
        UsageCsv csv = new UsageCsv(out);
        for (TestRun run : runs) {
            csv.add(run.entry());
        }
        return out.toString();
    }
}
