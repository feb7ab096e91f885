package dev.tokenbudget.internal.history.store;

import static dev.tokenbudget.internal.history.store.Schema.*;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.Origin;
import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.run.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Passes on the runs of a history, whole, as they were added; and remembers which of them other systems got. */
public final class StoredRuns {

    private static final int RUNS_OF_A_QUERY = 500;

    private static final List<Field<?>> COLUMNS = Stream.concat(
                    Stream.of(
                            RUN_NO,
                            RUN_ID,
                            BUILD_ID,
                            ORIGIN,
                            SOURCE,
                            TASK,
                            STARTED,
                            DURATION_MS,
                            OUTCOME,
                            OTHER_LABELS),
                    Arrays.stream(LabelColumn.values()).map(LabelColumn::column))
            .<Field<?>>map(column -> column)
            .toList();

    private final DSLContext sql;

    StoredRuns(DSLContext sql) {
        this.sql = sql;
    }

    /** Pass on the runs that began in {@code period}, in the order in which they did. Of millions, only some are held at a time. */
    public void forEach(Period period, Consumer<RunEntry> action) {
        List<Record> rows = rows(began(period), RUNS_OF_A_QUERY);
        while (!rows.isEmpty()) {
            entries(rows).forEach(action);
            Record last = rows.get(rows.size() - 1);
            // said twice, because databases find the place in the index by the first of them alone
            rows = rows(
                    began(last.get(STARTED), period).and(row(STARTED, RUN_NO).gt(last.get(STARTED), last.get(RUN_NO))),
                    RUNS_OF_A_QUERY);
        }
    }

    /** Return the first runs of {@code period} that {@code destination} did not get yet, at most {@code most}. */
    public List<RunEntry> notSent(Period period, String destination, int most) {
        return entries(rows(began(period).and(notSent(RUN_ID, destination)), most));
    }

    /** Return the ids of the builds with runs in {@code period} that {@code destination} did not get yet, the oldest first. */
    public List<String> buildsNotSent(Period period, String destination) {
        return sql.select(BUILD_ID)
                .from(RUNS)
                .where(began(period))
                .and(BUILD_ID.isNotNull())
                .and(notSent(BUILD_ID, destination))
                .groupBy(BUILD_ID)
                .orderBy(min(STARTED), BUILD_ID)
                .fetch(BUILD_ID);
    }

    /** Return all runs of a build, in the order in which they began. */
    public List<RunEntry> ofBuild(String build) {
        return entries(rows(BUILD_ID.eq(build), Integer.MAX_VALUE));
    }

    /** Remember that {@code destination} got the runs or builds of these {@code ids}. */
    public void markSent(String destination, List<String> ids, Instant at) {
        Rows rows = new Rows(SENT);
        for (String id : ids) {
            Map<Field<?>, @Nullable Object> row = new LinkedHashMap<>();
            row.put(DESTINATION, destination);
            row.put(ITEM, id);
            row.put(SENT_AT, Columns.utc(at));
            rows.add(row);
        }
        rows.insertNew(sql);
    }

    private static Condition began(Period period) {
        return began(period.from().atStartOfDay(), period);
    }

    private static Condition began(LocalDateTime from, Period period) {
        return STARTED.ge(from).and(STARTED.lt(period.to().atStartOfDay()));
    }

    private Condition notSent(Field<String> item, String destination) {
        return notExists(sql.selectOne()
                .from(SENT)
                .where(DESTINATION.eq(String.valueOf(Fit.in(DESTINATION, destination))))
                .and(ITEM.eq(Qualified.in(RUNS, item))));
    }

    private List<Record> rows(Condition condition, int most) {
        return List.copyOf(sql.select(COLUMNS)
                .from(RUNS)
                .where(condition)
                .orderBy(STARTED, RUN_NO)
                .limit(most)
                .fetch());
    }

    private List<RunEntry> entries(List<Record> rows) {
        List<RunEntry> entries = new ArrayList<>();
        for (int first = 0; first < rows.size(); first += RUNS_OF_A_QUERY) {
            List<Record> some = rows.subList(first, Math.min(rows.size(), first + RUNS_OF_A_QUERY));
            Map<Long, List<CallEntry>> calls = calls(some);
            some.forEach(row -> entries.add(entry(row, calls.getOrDefault(row.get(RUN_NO), List.of()))));
        }
        return entries;
    }

    private Map<Long, List<CallEntry>> calls(List<Record> rows) {
        return sql.select(RUN_NO)
                .select(CallRow.COLUMNS)
                .from(CALLS)
                .where(RUN_NO.in(rows.stream().map(row -> row.get(RUN_NO)).toList()))
                .orderBy(RUN_NO, CALL_SEQ)
                .fetchGroups(RUN_NO, CallRow::entry);
    }

    private static RunEntry entry(Record row, List<CallEntry> calls) {
        return new RunEntry(
                row.get(RUN_ID),
                Optional.ofNullable(row.get(BUILD_ID)),
                Origin.valueOf(row.get(ORIGIN)),
                row.get(SOURCE),
                row.get(TASK),
                Columns.instant(row.get(STARTED)),
                Duration.ofMillis(row.get(DURATION_MS)),
                Optional.ofNullable(row.get(OUTCOME)).map(Outcome::valueOf),
                labels(row),
                calls);
    }

    private static Labels labels(Record row) {
        SortedMap<String, String> labels = LabelsJson.read(row.get(OTHER_LABELS));
        for (LabelColumn label : LabelColumn.values()) {
            String value = row.get(label.column());
            if (!value.isEmpty()) {
                labels.put(label.name().toLowerCase(Locale.ROOT), value);
            }
        }
        return Labels.of(labels);
    }
}
