package dev.tokenbudget.internal.history.output;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.text.CsvRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The calls of runs as CSV (RFC 4180), with the columns of the view {@code usage_records}. A text that a spreadsheet would take for
 * a formula has an apostrophe before it.
 */
public final class UsageCsv {

    /** What the columns are called, the first 21 as the view's. */
    static final List<String> COLUMNS = List.of(
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
            "had_cache_hit",
            "cost_center",
            "user_id",
            "provider",
            "agent",
            "role",
            "tool_calls",
            "origin",
            "source",
            "outcome",
            "build_id");

    private final Appendable out;

    /** Begin a table in {@code out}. */
    public UsageCsv(Appendable out) {
        this.out = out;
        write(COLUMNS);
    }

    /** Write a row for each call of {@code run}. */
    public void add(RunEntry run) {
        run.calls().forEach(call -> write(row(run, call)));
    }

    private static List<String> row(RunEntry run, CallEntry call) {
        Labels labels = call.labels().or(run.labels());
        List<String> row = new ArrayList<>();
        row.add(call.at().toString());
        row.add(CsvRow.text(run.id()));
        row.add(Integer.toString(call.sequence()));
        row.add(CsvRow.text(call.model()));
        row.add(CsvRow.text(run.task()));
        for (String label : List.of("feature", "team", "environment", "sprint", "jira_ticket")) {
            row.add(CsvRow.text(labels.value(label)));
        }
        row.add(number(call.usage().input()));
        row.add(number(call.usage().output()));
        row.add(number(call.usage().cacheRead()));
        row.add(number(call.usage().cacheWrite()));
        row.add(number(call.usage().reasoning()));
        row.add(number(call.usage().total()));
        row.add(call.costUsd().map(BigDecimal::toPlainString).orElse(""));
        row.add(CsvRow.text(call.stopReason().orElse("")));
        row.add(number(call.latencyMs()));
        row.add(Integer.toString(call.retries()));
        row.add(call.usage().cacheRead().orElse(0) > 0 ? "1" : "0");
        row.add(CsvRow.text(labels.value("cost_center")));
        row.add(CsvRow.text(labels.value("user_id")));
        row.add(CsvRow.text(call.provider()));
        row.add(CsvRow.text(call.agent()));
        row.add(call.role().name());
        row.add(Integer.toString(call.toolCalls()));
        row.add(run.origin().name());
        row.add(CsvRow.text(run.source()));
        row.add(run.outcome().map(Enum::name).orElse(""));
        row.add(CsvRow.text(run.build().orElse("")));
        return row;
    }

    private static String number(OptionalLong value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%d", value.getAsLong()) : "";
    }

    private void write(List<String> cells) {
        try {
            out.append(CsvRow.of(cells));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
