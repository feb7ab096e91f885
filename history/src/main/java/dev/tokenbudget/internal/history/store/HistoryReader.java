package dev.tokenbudget.internal.history.store;

import static dev.tokenbudget.internal.history.store.Schema.*;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.sum;

import dev.tokenbudget.internal.history.BuildEntry;
import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.LogSums;
import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.WasteEntry;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;

/** Answers questions about a history. */
public final class HistoryReader {

    private final DSLContext sql;

    HistoryReader(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * Return what was used in {@code period}, a sum for each combination of values of {@code by}; one sum of all for an empty set.
     */
    public List<GroupedUsage> usage(Period period, Set<Dimension> by) {
        List<Dimension> dimensions = by.stream().sorted().toList();
        List<Field<?>> columns = new ArrayList<>();
        dimensions.forEach(dimension -> columns.add(dimension.column()));
        DailySums.AMOUNTS.forEach(amount -> columns.add(sum(amount).as(amount)));
        return sql.select(columns)
                .from(DAILY_USAGE)
                .where(DAY.ge(period.from()))
                .and(DAY.lt(period.to()))
                .groupBy(dimensions.stream().map(Dimension::column).toList())
                .having(sum(CALL_COUNT).gt(BigDecimal.ZERO))
                .orderBy(dimensions.stream().map(Dimension::column).toList())
                .fetch(row -> grouped(row, dimensions));
    }

    /**
     * Return how many runs began in {@code period}, for each combination of values of {@code by}: of what a run has, and not of
     * what only calls have, such as a model.
     */
    public List<RunCount> runs(Period period, Set<Dimension> by) {
        List<Dimension> dimensions = by.stream().sorted().toList();
        List<Field<?>> columns = new ArrayList<>();
        dimensions.forEach(dimension -> columns.add(dimension.column()));
        columns.add(count());
        return sql.select(columns)
                .from(RUNS)
                .where(STARTED.ge(period.from().atStartOfDay()))
                .and(STARTED.lt(period.to().atStartOfDay()))
                .groupBy(dimensions.stream().map(Dimension::column).toList())
                .fetch(row -> new RunCount(group(row, dimensions), row.get(dimensions.size(), Long.class)));
    }

    private static Map<Dimension, String> group(Record row, List<Dimension> dimensions) {
        Map<Dimension, String> group = new EnumMap<>(Dimension.class);
        for (int i = 0; i < dimensions.size(); i++) {
            group.put(dimensions.get(i), Objects.requireNonNullElse(row.get(i, String.class), ""));
        }
        return group;
    }

    private static GroupedUsage grouped(Record row, List<Dimension> dimensions) {
        long[] amounts = new long[DailySums.AMOUNTS.size()];
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] = row.get(dimensions.size() + i, Long.class);
        }
        return new GroupedUsage(group(row, dimensions), DailySums.sum(amounts));
    }

    /** Return what the builds of {@code period} measured, by task and then by time. */
    public List<TaskPoint> points(Period period) {
        Result<? extends Record> rows = sql.select(
                        TASK,
                        qualified(BUILD_ID),
                        RUN_COUNT,
                        SUCCEEDED,
                        SAMPLES,
                        SUM_TOKENS,
                        SUM_SQUARES,
                        SUM_LOG_TOKENS,
                        SUM_LOG_CALLS,
                        SUM_LOG_CALLS_SQUARES,
                        SUM_LOG_PRODUCTS,
                        COST_NANO_USD)
                .from(TASK_BUILDS)
                .join(BUILDS)
                .on(Qualified.in(BUILDS, BUILD_ID).eq(qualified(BUILD_ID)))
                .where(BUILT_AT.ge(period.from().atStartOfDay()))
                .and(BUILT_AT.lt(period.to().atStartOfDay()))
                .orderBy(TASK, BUILT_AT, qualified(BUILD_ID))
                .fetch();
        // read behind them, so that none is missing that was published meanwhile
        Map<String, BuildEntry> builds = builds(period);
        return rows.map(row -> point(row, builds));
    }

    /** A build measured many tasks. */
    private Map<String, BuildEntry> builds(Period period) {
        return sql.select(BUILD_ID, PROJECT, COMMIT_ID, BRANCH, BUILT_AT)
                .from(BUILDS)
                .where(BUILT_AT.ge(period.from().atStartOfDay()))
                .and(BUILT_AT.lt(period.to().atStartOfDay()))
                .fetchMap(
                        BUILD_ID,
                        row -> new BuildEntry(
                                row.get(BUILD_ID),
                                row.get(PROJECT),
                                Optional.ofNullable(row.get(COMMIT_ID)),
                                Optional.ofNullable(row.get(BRANCH)),
                                Columns.instant(row.get(BUILT_AT))));
    }

    private static Field<String> qualified(Field<String> column) {
        return Qualified.in(TASK_BUILDS, column);
    }

    private static TaskPoint point(Record row, Map<String, BuildEntry> builds) {
        BuildEntry build =
                Objects.requireNonNull(builds.get(row.get(qualified(BUILD_ID))), "Its build is of the period.");
        long samples = row.get(SAMPLES);
        double mean = samples == 0 ? 0 : row.get(SUM_TOKENS) / samples;
        double variance = samples < 2 ? 0 : Math.max(0, (row.get(SUM_SQUARES) - samples * mean * mean) / (samples - 1));
        return new TaskPoint(
                row.get(TASK),
                build,
                row.get(RUN_COUNT),
                row.get(SUCCEEDED),
                samples,
                mean,
                Math.sqrt(variance),
                new LogSums(
                        row.get(SUM_LOG_TOKENS),
                        row.get(SUM_LOG_CALLS),
                        row.get(SUM_LOG_CALLS_SQUARES),
                        row.get(SUM_LOG_PRODUCTS)),
                NanoDollars.usd(row.get(COST_NANO_USD)));
    }

    /** Return the tasks that failed the checks of the builds of {@code period}. */
    public Set<FailedVerdict> failures(Period period) {
        return sql.select(Qualified.in(VERDICTS, BUILD_ID), TASK)
                .from(VERDICTS)
                .join(BUILDS)
                .on(Qualified.in(BUILDS, BUILD_ID).eq(Qualified.in(VERDICTS, BUILD_ID)))
                .where(FAILS.eq(1))
                .and(BUILT_AT.ge(period.from().atStartOfDay()))
                .and(BUILT_AT.lt(period.to().atStartOfDay()))
                .fetchSet(row -> new FailedVerdict(row.value1(), row.value2()));
    }

    /** Return what each task need not spend, as the latest build of {@code period} that says something of the task found it. */
    public List<WasteEntry> waste(Period period) {
        Map<String, LocalDateTime> latest = new HashMap<>();
        List<WasteEntry> found = new ArrayList<>();
        sql.select(Qualified.in(WASTE, BUILD_ID), TASK, KIND, STATEMENT, CURE, TOKENS_PER_RUN, USD_PER_RUN, BUILT_AT)
                .from(WASTE)
                .join(BUILDS)
                .on(Qualified.in(BUILDS, BUILD_ID).eq(Qualified.in(WASTE, BUILD_ID)))
                .where(BUILT_AT.ge(period.from().atStartOfDay()))
                .and(BUILT_AT.lt(period.to().atStartOfDay()))
                .orderBy(BUILT_AT.desc(), TASK, KIND, STATEMENT)
                .forEach(row -> {
                    LocalDateTime built = row.get(BUILT_AT);
                    if (latest.computeIfAbsent(row.get(TASK), task -> built).equals(built)) {
                        found.add(waste(row));
                    }
                });
        return found;
    }

    static WasteEntry waste(Record row) {
        return new WasteEntry(
                row.get(Qualified.in(WASTE, BUILD_ID)),
                row.get(TASK),
                row.get(KIND),
                row.get(STATEMENT),
                row.get(CURE),
                row.get(TOKENS_PER_RUN),
                Columns.known(row.get(USD_PER_RUN)));
    }

    /** Return the largest call to each model of those that were sent in {@code period} and tell their tokens. */
    public List<LargestCall> largestCalls(Period period) {
        return sql.select(PROVIDER, MODEL, max(LARGEST_CALL))
                .from(DAILY_USAGE)
                .where(DAY.ge(period.from()))
                .and(DAY.lt(period.to()))
                .groupBy(PROVIDER, MODEL)
                .having(max(LARGEST_CALL).gt(0L))
                .orderBy(PROVIDER, MODEL)
                .fetch(row -> new LargestCall(row.value1(), row.value2(), row.value3()));
    }

    /** Pass on the runs that began in {@code period}, in the order of time, one by one: there may be millions. */
    public void forEachRun(Period period, Consumer<RunSummary> action) {
        OneByOne.forEach(
                sql,
                connected -> connected
                        .select(RunRow.COLUMNS)
                        .from(RUNS)
                        .where(STARTED.ge(period.from().atStartOfDay()))
                        .and(STARTED.lt(period.to().atStartOfDay()))
                        .orderBy(STARTED, RUN_NO),
                row -> action.accept(RunRow.summary(row)));
    }

    /**
     * Return the calls of a run, in their order.
     *
     * @param run its {@link RunSummary#number()}
     */
    public List<CallEntry> calls(long run) {
        return sql.select(CallRow.COLUMNS)
                .from(CALLS)
                .where(RUN_NO.eq(run))
                .orderBy(CALL_SEQ)
                .fetch(CallRow::entry);
    }
}
