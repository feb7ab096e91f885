package dev.tokenbudget.internal.history.store;

import static dev.tokenbudget.internal.history.store.Schema.*;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.usage.ModelCall.Role;
import dev.tokenbudget.usage.TokenUsage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** A call as a row of {@code calls}, and back. */
final class CallRow {

    static final List<Field<?>> COLUMNS = Stream.concat(
                    Stream.of(
                            CALL_SEQ,
                            CALLED_AT,
                            PROVIDER,
                            MODEL,
                            AGENT,
                            ROLE,
                            INPUT_TOKENS,
                            OUTPUT_TOKENS,
                            CACHE_READ_TOKENS,
                            CACHE_WRITE_TOKENS,
                            REASONING_TOKENS,
                            COST_NANO_USD,
                            STOP_REASON,
                            LATENCY_MS,
                            RETRY_COUNT,
                            TOOL_CALLS,
                            OTHER_LABELS),
                    Arrays.stream(LabelColumn.values()).map(LabelColumn::column))
            .<Field<?>>map(column -> column)
            .toList();

    private CallRow() {}

    static Map<Field<?>, @Nullable Object> of(long run, CallEntry call) {
        Map<Field<?>, @Nullable Object> row = new LinkedHashMap<>();
        row.put(RUN_NO, run);
        row.put(CALL_SEQ, call.sequence());
        row.put(CALLED_AT, Columns.utc(call.at()));
        row.put(PROVIDER, call.provider());
        row.put(MODEL, call.model());
        row.put(AGENT, call.agent());
        row.put(ROLE, call.role().name());
        row.put(INPUT_TOKENS, Columns.orNull(call.usage().input()));
        row.put(OUTPUT_TOKENS, Columns.orNull(call.usage().output()));
        row.put(CACHE_READ_TOKENS, Columns.orNull(call.usage().cacheRead()));
        row.put(CACHE_WRITE_TOKENS, Columns.orNull(call.usage().cacheWrite()));
        row.put(REASONING_TOKENS, Columns.orNull(call.usage().reasoning()));
        row.put(COST_NANO_USD, Columns.orNull(call.costUsd().map(NanoDollars::of)));
        row.put(STOP_REASON, Columns.orNull(call.stopReason()));
        row.put(LATENCY_MS, Columns.orNull(call.latencyMs()));
        row.put(RETRY_COUNT, call.retries());
        row.put(TOOL_CALLS, call.toolCalls());
        SortedMap<String, String> others = LabelColumn.others(call.labels());
        row.put(OTHER_LABELS, others.isEmpty() ? null : LabelsJson.of(others));
        Arrays.stream(LabelColumn.values()).forEach(label -> {
            String value = label.of(call.labels());
            row.put(label.column(), value.isEmpty() ? null : value);
        });
        return row;
    }

    static CallEntry entry(Record row) {
        return new CallEntry(
                row.get(CALL_SEQ),
                Columns.instant(row.get(CALLED_AT)),
                row.get(PROVIDER),
                row.get(MODEL),
                row.get(AGENT),
                Role.valueOf(row.get(ROLE)),
                usage(row),
                Optional.ofNullable(row.get(COST_NANO_USD)).map(NanoDollars::usd),
                Optional.ofNullable(row.get(STOP_REASON)),
                Columns.known(row.get(LATENCY_MS)),
                row.get(RETRY_COUNT),
                row.get(TOOL_CALLS),
                labels(row));
    }

    static TokenUsage usage(Record row) {
        return TokenUsage.builder()
                .input(Columns.known(row.get(INPUT_TOKENS)))
                .output(Columns.known(row.get(OUTPUT_TOKENS)))
                .cacheRead(Columns.known(row.get(CACHE_READ_TOKENS)))
                .cacheWrite(Columns.known(row.get(CACHE_WRITE_TOKENS)))
                .reasoning(Columns.known(row.get(REASONING_TOKENS)))
                .build();
    }

    private static Labels labels(Record row) {
        String others = row.get(OTHER_LABELS);
        SortedMap<String, String> labels = others == null ? new TreeMap<>() : LabelsJson.read(others);
        for (LabelColumn label : LabelColumn.values()) {
            String value = row.get(label.column());
            if (value != null) {
                labels.put(label.name().toLowerCase(Locale.ROOT), value);
            }
        }
        return Labels.of(labels);
    }
}
