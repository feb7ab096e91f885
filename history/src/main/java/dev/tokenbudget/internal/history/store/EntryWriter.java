package dev.tokenbudget.internal.history.store;

import static dev.tokenbudget.internal.history.store.Schema.*;

import dev.tokenbudget.internal.history.AcceptanceEntry;
import dev.tokenbudget.internal.history.BuildEntry;
import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.ReportedEntry;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.VerdictEntry;
import dev.tokenbudget.internal.history.WasteEntry;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** Writes entries in one transaction. A run whose id is known is left as it is, and adds to no sum. */
final class EntryWriter {

    private static final int IDS_OF_A_QUERY = 500;

    private final DSLContext sql;

    EntryWriter(DSLContext sql) {
        this.sql = sql;
    }

    Added write(Entries entries) {
        int builds = insertNew(BUILDS, entries.builds(), Comparator.comparing(BuildEntry::id), EntryWriter::row);
        List<RunEntry> fresh = insertNew(entries.runs());
        int calls = addUp(fresh);
        Rows verdicts = new Rows(VERDICTS);
        sorted(entries.verdicts(), Comparator.comparing(VerdictEntry::build).thenComparing(VerdictEntry::task))
                .forEach(verdict -> verdicts.add(row(verdict)));
        verdicts.replace(sql, BUILD_ID, TASK);
        insertNew(
                WASTE,
                entries.waste(),
                Comparator.comparing(WasteEntry::build)
                        .thenComparing(WasteEntry::task)
                        .thenComparing(WasteEntry::kind)
                        .thenComparing(WasteEntry::statement),
                EntryWriter::row);
        insertNew(ACCEPTANCES, entries.acceptances(), Comparator.comparing(AcceptanceEntry::id), EntryWriter::row);
        int reported = insertNew(
                REPORTED_USAGE, entries.reported(), Comparator.comparing(ReportedEntry::id), EntryWriter::row);
        return new Added(
                builds,
                fresh.size(),
                calls,
                entries.runs().size() - fresh.size(),
                reported,
                entries.reported().size() - reported);
    }

    /** Every process writes in the same order, so that two that write the same rows wait for each other and do not block each other. */
    private static <T> List<T> sorted(List<T> entries, Comparator<T> order) {
        return entries.stream().sorted(order).toList();
    }

    private <T> int insertNew(
            Table<Record> table,
            List<T> entries,
            Comparator<T> order,
            Function<T, Map<Field<?>, @Nullable Object>> row) {
        Rows rows = new Rows(table);
        sorted(entries, order).forEach(entry -> rows.add(row.apply(entry)));
        return (int) IntStream.of(rows.insertNew(sql))
                .filter(inserted -> inserted == 1)
                .count();
    }

    /** Insert the runs that are not there yet, and return them. */
    private List<RunEntry> insertNew(List<RunEntry> runs) {
        List<RunEntry> sorted = sorted(runs, Comparator.comparing(RunEntry::id));
        Rows rows = new Rows(RUNS);
        sorted.forEach(run -> rows.add(row(run)));
        int[] inserted = rows.insertNew(sql);
        return IntStream.range(0, sorted.size())
                .filter(i -> inserted[i] == 1)
                .mapToObj(sorted::get)
                .toList();
    }

    /** Insert the calls of runs that were just inserted, add them to the sums, and return how many they are. */
    private int addUp(List<RunEntry> runs) {
        Map<String, Long> numbers = numbers(runs);
        Rows calls = new Rows(CALLS);
        DailySums daily = new DailySums();
        TaskSums tasks = new TaskSums();
        for (RunEntry run : runs) {
            long number = Objects.requireNonNull(numbers.get(idInColumn(run)), "A run that was inserted has a number.");
            for (CallEntry call : run.calls()) {
                calls.add(CallRow.of(number, call));
                daily.add(run, call);
            }
            tasks.add(run);
        }
        calls.insertNew(sql);
        daily.addTo(sql);
        tasks.addTo(sql);
        return calls.size();
    }

    private Map<String, Long> numbers(List<RunEntry> runs) {
        Map<String, Long> numbers = new HashMap<>();
        for (int first = 0; first < runs.size(); first += IDS_OF_A_QUERY) {
            List<String> ids = runs.subList(first, Math.min(runs.size(), first + IDS_OF_A_QUERY)).stream()
                    .map(EntryWriter::idInColumn)
                    .toList();
            sql.select(RUN_ID, RUN_NO)
                    .from(RUNS)
                    .where(RUN_ID.in(ids))
                    .forEach(row -> numbers.put(row.value1(), row.value2()));
        }
        return numbers;
    }

    private static String idInColumn(RunEntry run) {
        return String.valueOf(Fit.in(RUN_ID, run.id()));
    }

    private static Map<Field<?>, @Nullable Object> row(BuildEntry build) {
        Map<Field<?>, @Nullable Object> row = new LinkedHashMap<>();
        row.put(BUILD_ID, build.id());
        row.put(PROJECT, build.project());
        row.put(COMMIT_ID, Columns.orNull(build.commit()));
        row.put(BRANCH, Columns.orNull(build.branch()));
        row.put(BUILT_AT, Columns.utc(build.at()));
        return row;
    }

    static Map<Field<?>, @Nullable Object> row(RunEntry run) {
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
        return row;
    }

    private static Map<Field<?>, @Nullable Object> row(VerdictEntry verdict) {
        Map<Field<?>, @Nullable Object> row = new LinkedHashMap<>();
        row.put(BUILD_ID, verdict.build());
        row.put(TASK, verdict.task());
        row.put(KIND, verdict.kind());
        row.put(FAILS, verdict.fails() ? 1 : 0);
        row.put(BASELINE_MEAN, Columns.orNull(verdict.baselineMean()));
        row.put(MEAN, Columns.orNull(verdict.mean()));
        row.put(STATEMENT, verdict.statement());
        return row;
    }

    private static Map<Field<?>, @Nullable Object> row(WasteEntry waste) {
        Map<Field<?>, @Nullable Object> row = new LinkedHashMap<>();
        row.put(BUILD_ID, waste.build());
        row.put(TASK, waste.task());
        row.put(KIND, waste.kind());
        row.put(STATEMENT, waste.statement());
        row.put(CURE, waste.cure());
        row.put(TOKENS_PER_RUN, waste.tokensPerRun());
        row.put(USD_PER_RUN, Columns.orNull(waste.usdPerRun()));
        return row;
    }

    private static Map<Field<?>, @Nullable Object> row(AcceptanceEntry acceptance) {
        Map<Field<?>, @Nullable Object> row = new LinkedHashMap<>();
        row.put(ACCEPTANCE_ID, acceptance.id());
        row.put(TASK, acceptance.task());
        row.put(ACCEPTED_ON, acceptance.date());
        row.put(REASON, acceptance.reason());
        row.put(COMMIT_ID, Columns.orNull(acceptance.commit()));
        row.put(MEAN_BEFORE, Columns.orNull(acceptance.before()));
        row.put(MEAN_AFTER, Columns.orNull(acceptance.after()));
        return row;
    }

    private static Map<Field<?>, @Nullable Object> row(ReportedEntry sum) {
        Map<Field<?>, @Nullable Object> row = new LinkedHashMap<>();
        row.put(REPORTED_ID, sum.id());
        row.put(SOURCE, sum.source());
        row.put(STARTS, Columns.utc(sum.from()));
        row.put(ENDS, Columns.utc(sum.to()));
        row.put(MODEL, sum.model());
        row.put(LABELS, LabelsJson.of(sum.labels().values()));
        row.put(REQUESTS, Columns.orNull(sum.requests()));
        row.put(INPUT_TOKENS, Columns.orNull(sum.usage().input()));
        row.put(OUTPUT_TOKENS, Columns.orNull(sum.usage().output()));
        row.put(CACHE_READ_TOKENS, Columns.orNull(sum.usage().cacheRead()));
        row.put(CACHE_WRITE_TOKENS, Columns.orNull(sum.usage().cacheWrite()));
        row.put(REASONING_TOKENS, Columns.orNull(sum.usage().reasoning()));
        row.put(COST_NANO_USD, Columns.orNull(sum.costUsd().map(NanoDollars::of)));
        return row;
    }
}
