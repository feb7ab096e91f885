package dev.tokenbudget.internal.history.store;

import static dev.tokenbudget.internal.history.store.Schema.*;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.Origin;
import dev.tokenbudget.internal.history.RunEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** A run that is there and that more calls turn out to belong to. Its task and its labels stay: its calls were added up by them. */
final class GrowingRun {

    private static final List<Field<?>> COLUMNS = Stream.concat(
                    Stream.<Field<?>>of(
                            RUN_NO,
                            BUILD_ID,
                            ORIGIN,
                            SOURCE,
                            TASK,
                            STARTED,
                            DURATION_MS,
                            CALL_COUNT,
                            TOTAL_TOKENS,
                            COST_NANO_USD),
                    Arrays.stream(LabelColumn.values()).map(LabelColumn::column))
            .toList();

    private final DSLContext sql;
    private final Record row;

    private GrowingRun(DSLContext sql, Record row) {
        this.sql = sql;
        this.row = row;
    }

    /** Find a run, and keep other processes from adding to it until this transaction ends: a row that is written is locked. */
    static Optional<GrowingRun> find(DSLContext sql, String id) {
        if (sql.update(RUNS).set(CALL_COUNT, CALL_COUNT).where(RUN_ID.eq(id)).execute() == 0) {
            return Optional.empty();
        }
        return sql.select(COLUMNS)
                .from(RUNS)
                .where(RUN_ID.eq(id))
                .fetchOptional()
                .map(row -> new GrowingRun(sql, row));
    }

    void growBy(RunEntry part, List<CallEntry> calls) {
        RunEntry grown = NumberedCalls.in(spanning(part), calls, Math.toIntExact(row.get(CALL_COUNT)));
        Rows rows = new Rows(CALLS);
        DailySums daily = new DailySums();
        grown.calls().forEach(call -> {
            rows.add(CallRow.of(row.get(RUN_NO), call));
            daily.add(grown, call);
        });
        rows.insertNew(sql);
        daily.addTo(sql);
        sql.update(RUNS)
                .set(STARTED, Columns.utc(grown.started()))
                .set(DURATION_MS, grown.duration().toMillis())
                .set(CALL_COUNT, row.get(CALL_COUNT) + calls.size())
                .set(TOTAL_TOKENS, sum(row.get(TOTAL_TOKENS), RunSums.tokens(grown)))
                .set(COST_NANO_USD, sum(row.get(COST_NANO_USD), RunSums.cost(grown)))
                .where(RUN_NO.eq(row.get(RUN_NO)))
                .execute();
    }

    /** Return the run from the earlier begin to the later end. */
    private RunEntry spanning(RunEntry part) {
        Instant started = Columns.instant(row.get(STARTED));
        Instant ended = started.plusMillis(row.get(DURATION_MS));
        Instant partEnds = part.started().plus(part.duration());
        Instant first = part.started().isBefore(started) ? part.started() : started;
        Instant last = partEnds.isAfter(ended) ? partEnds : ended;
        return new RunEntry(
                part.id(),
                Optional.ofNullable(row.get(BUILD_ID)),
                Origin.valueOf(row.get(ORIGIN)),
                row.get(SOURCE),
                row.get(TASK),
                first,
                Duration.between(first, last),
                Optional.empty(),
                labels(),
                List.of());
    }

    private Labels labels() {
        Map<String, String> labels = new TreeMap<>();
        for (LabelColumn label : LabelColumn.values()) {
            labels.put(label.column().getName(), row.get(label.column()));
        }
        return Labels.of(labels);
    }

    private static @Nullable Long sum(@Nullable Long before, OptionalLong added) {
        return before == null || added.isEmpty() ? null : Long.valueOf(before + added.getAsLong());
    }
}
