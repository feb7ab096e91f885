package dev.tokenbudget.internal.history.store;

import static dev.tokenbudget.internal.history.store.Schema.*;

import dev.tokenbudget.internal.history.AcceptanceEntry;
import dev.tokenbudget.internal.history.BuildEntry;
import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.ReportedEntry;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.VerdictEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** Writes entries in one transaction. A run whose id is known is left as it is, and adds to no sum. */
final class EntryWriter {

    private final DSLContext sql;
    private final DailySums daily = new DailySums();
    private final TaskSums tasks = new TaskSums();
    private final List<Map<Field<?>, @Nullable Object>> calls = new ArrayList<>();

    EntryWriter(DSLContext sql) {
        this.sql = sql;
    }

    Added write(Entries entries) {
        int builds = entries.builds().stream().mapToInt(this::write).sum();
        int runs = entries.runs().stream().mapToInt(this::write).sum();
        insertAll(CALLS, calls);
        daily.addTo(sql);
        tasks.addTo(sql);
        entries.verdicts().forEach(this::write);
        entries.acceptances().forEach(this::write);
        int reported = entries.reported().stream().mapToInt(this::write).sum();
        return new Added(
                builds,
                runs,
                calls.size(),
                entries.runs().size() - runs,
                reported,
                entries.reported().size() - reported);
    }

    private int write(BuildEntry build) {
        return sql.insertInto(BUILDS)
                .set(BUILD_ID, build.id())
                .set(PROJECT, build.project())
                .set(COMMIT_ID, Columns.orNull(build.commit()))
                .set(BRANCH, Columns.orNull(build.branch()))
                .set(BUILT_AT, Columns.utc(build.at()))
                .onConflictDoNothing()
                .execute();
    }

    private int write(RunEntry run) {
        Map<Field<?>, @Nullable Object> row = new LinkedHashMap<>();
        row.put(RUN_ID, run.id());
        row.put(BUILD_ID, Columns.orNull(run.build()));
        row.put(ORIGIN, run.origin().name());
        row.put(SOURCE, run.source());
        row.put(TASK, run.task());
        row.put(STARTED, Columns.utc(run.started()));
        row.put(DURATION_MS, run.duration().toMillis());
        row.put(OUTCOME, Columns.orNull(run.outcome().map(Enum::name)));
        Arrays.stream(LabelColumn.values()).forEach(label -> row.put(label.column(), label.of(run.labels())));
        row.put(OTHER_LABELS, LabelsJson.of(LabelColumn.others(run.labels())));
        row.put(CALL_COUNT, (long) run.calls().size());
        row.put(TOTAL_TOKENS, Columns.orNull(RunSums.tokens(run)));
        row.put(COST_NANO_USD, Columns.orNull(RunSums.cost(run)));
        // SQLite's driver tells a number also of a row that was there already, so that it is asked for what was
        // inserted alone
        if (sql.insertInto(RUNS).set(row).onConflictDoNothing().execute() == 0) {
            return 0;
        }
        long number = sql.select(RUN_NO)
                .from(RUNS)
                .where(RUN_ID.eq(run.id()))
                .fetchSingle()
                .value1();
        for (CallEntry call : run.calls()) {
            calls.add(CallRow.of(number, call));
            daily.add(run, call);
        }
        tasks.add(run);
        return 1;
    }

    private void write(VerdictEntry verdict) {
        sql.insertInto(VERDICTS)
                .set(BUILD_ID, verdict.build())
                .set(TASK, verdict.task())
                .set(KIND, verdict.kind())
                .set(FAILS, verdict.fails() ? 1 : 0)
                .set(BASELINE_MEAN, Columns.orNull(verdict.baselineMean()))
                .set(MEAN, Columns.orNull(verdict.mean()))
                .set(STATEMENT, verdict.statement())
                .onConflict(BUILD_ID, TASK)
                .doUpdate()
                .setAllToExcluded()
                .execute();
    }

    private void write(AcceptanceEntry acceptance) {
        sql.insertInto(ACCEPTANCES)
                .set(ACCEPTANCE_ID, acceptance.id())
                .set(TASK, acceptance.task())
                .set(ACCEPTED_ON, acceptance.date())
                .set(REASON, acceptance.reason())
                .set(COMMIT_ID, Columns.orNull(acceptance.commit()))
                .set(MEAN_BEFORE, Columns.orNull(acceptance.before()))
                .set(MEAN_AFTER, Columns.orNull(acceptance.after()))
                .onConflictDoNothing()
                .execute();
    }

    private int write(ReportedEntry sum) {
        return sql.insertInto(REPORTED_USAGE)
                .set(REPORTED_ID, sum.id())
                .set(SOURCE, sum.source())
                .set(STARTS, Columns.utc(sum.from()))
                .set(ENDS, Columns.utc(sum.to()))
                .set(MODEL, sum.model())
                .set(LABELS, LabelsJson.of(sum.labels().values()))
                .set(REQUESTS, Columns.orNull(sum.requests()))
                .set(INPUT_TOKENS, Columns.orNull(sum.usage().input()))
                .set(OUTPUT_TOKENS, Columns.orNull(sum.usage().output()))
                .set(CACHE_READ_TOKENS, Columns.orNull(sum.usage().cacheRead()))
                .set(CACHE_WRITE_TOKENS, Columns.orNull(sum.usage().cacheWrite()))
                .set(REASONING_TOKENS, Columns.orNull(sum.usage().reasoning()))
                .set(COST_NANO_USD, Columns.orNull(sum.costUsd().map(NanoDollars::of)))
                .onConflictDoNothing()
                .execute();
    }

    private void insertAll(Table<Record> table, List<Map<Field<?>, @Nullable Object>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        sql.batch(rows.stream().map(row -> sql.insertInto(table).set(row)).toList())
                .execute();
    }
}
