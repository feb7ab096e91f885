package dev.tokenbudget.internal.history.store;

import static dev.tokenbudget.internal.history.store.Schema.*;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.nullif;
import static org.jooq.impl.DSL.sum;

import dev.tokenbudget.internal.history.AcceptanceEntry;
import dev.tokenbudget.internal.history.Origin;
import dev.tokenbudget.internal.history.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Answers what alerts and creep ask of a history. */
public final class SpendingReader {

    private static final Field<String> USER = coalesce(
                    nullif(inCalls(LabelColumn.USER_ID.column()), ""), inRuns(LabelColumn.USER_ID.column()))
            .as("charged_user");

    private final DSLContext sql;

    SpendingReader(DSLContext sql) {
        this.sql = sql;
    }

    /** Pass on the calls that were sent in {@code period}, in the order of time, one by one: there may be millions. */
    public void forEachCall(Period period, Consumer<ChargedCall> action) {
        OneByOne.forEach(
                sql,
                connected -> connected
                        .select(
                                inCalls(CALLED_AT),
                                inRuns(RUN_ID),
                                inRuns(STARTED),
                                inCalls(CALL_SEQ),
                                inRuns(TASK),
                                USER,
                                inCalls(COST_NANO_USD),
                                inCalls(INPUT_TOKENS),
                                inCalls(CACHE_READ_TOKENS),
                                inCalls(RETRY_COUNT),
                                inCalls(LATENCY_MS))
                        .from(CALLS)
                        .join(RUNS)
                        .on(inRuns(RUN_NO).eq(inCalls(RUN_NO)))
                        .where(inCalls(CALLED_AT).ge(period.from().atStartOfDay()))
                        .and(inCalls(CALLED_AT).lt(period.to().atStartOfDay()))
                        .orderBy(inCalls(CALLED_AT)),
                row -> action.accept(call(row)));
    }

    private static ChargedCall call(Record row) {
        return new ChargedCall(
                Columns.instant(row.get(inCalls(CALLED_AT))),
                row.get(inRuns(RUN_ID)),
                Columns.instant(row.get(inRuns(STARTED))),
                row.get(inCalls(CALL_SEQ)),
                row.get(inRuns(TASK)),
                Objects.requireNonNullElse(row.get(USER), ""),
                Optional.ofNullable(row.get(inCalls(COST_NANO_USD))).map(NanoDollars::usd),
                Columns.known(row.get(inCalls(INPUT_TOKENS))),
                Columns.known(row.get(inCalls(CACHE_READ_TOKENS))),
                row.get(inCalls(RETRY_COUNT)),
                Columns.known(row.get(inCalls(LATENCY_MS))));
    }

    /**
     * Return what calls of gateways outside of tests used since {@code from}, by the value of a label.
     *
     * @param from when the calls were sent, or later
     * @param label the label; calls without a value are under an empty one
     */
    public Map<String, Spent> spentByGateways(Instant from, LabelColumn label) {
        Field<String> value = coalesce(nullif(inCalls(label.column()), ""), inRuns(label.column()))
                .as("label_value");
        Map<String, Spent> spent = new TreeMap<>();
        sql.select(value, sum(inCalls(INPUT_TOKENS)), sum(inCalls(OUTPUT_TOKENS)), sum(inCalls(COST_NANO_USD)))
                .from(CALLS)
                .join(RUNS)
                .on(inRuns(RUN_NO).eq(inCalls(RUN_NO)))
                .where(inCalls(CALLED_AT).ge(Columns.utc(from)))
                .and(inRuns(ORIGIN).eq(Origin.GATEWAY.name()))
                .groupBy(value)
                .forEach(row -> spent.put(
                        Objects.requireNonNullElse(row.value1(), ""),
                        new Spent(whole(row.value2()) + whole(row.value3()), NanoDollars.usd(whole(row.value4())))));
        return spent;
    }

    private static long whole(@Nullable BigDecimal sum) {
        return sum == null ? 0 : sum.longValueExact();
    }

    /** Return what providers reported for the days of {@code period}, by source and day. */
    public List<ReportedCost> reportedCosts(Period period) {
        Map<String, Map<LocalDate, BigDecimal>> costs = new TreeMap<>();
        sql.select(SOURCE, STARTS, COST_NANO_USD)
                .from(REPORTED_USAGE)
                .where(STARTS.ge(period.from().atStartOfDay()))
                .and(STARTS.lt(period.to().atStartOfDay()))
                .and(COST_NANO_USD.isNotNull())
                .forEach(row -> costs.computeIfAbsent(row.value1(), source -> new TreeMap<>())
                        .merge(row.value2().toLocalDate(), NanoDollars.usd(row.value3()), BigDecimal::add));
        List<ReportedCost> all = new ArrayList<>();
        costs.forEach((source, days) -> days.forEach((day, cost) -> all.add(new ReportedCost(source, day, cost))));
        return all;
    }

    /** Return the first day of which the history knows a call. */
    public Optional<LocalDate> firstDay() {
        return Optional.ofNullable(sql.select(min(DAY)).from(DAILY_USAGE).fetchOne(0, LocalDate.class));
    }

    /** Return the steps that were accepted on {@code from} or later, by time. */
    public List<AcceptanceEntry> acceptancesSince(LocalDate from) {
        return sql.select(ACCEPTANCE_ID, TASK, ACCEPTED_ON, REASON, COMMIT_ID, MEAN_BEFORE, MEAN_AFTER)
                .from(ACCEPTANCES)
                .where(ACCEPTED_ON.ge(from))
                .orderBy(ACCEPTED_ON, TASK, ACCEPTANCE_ID)
                .fetch(row -> new AcceptanceEntry(
                        row.get(ACCEPTANCE_ID),
                        row.get(TASK),
                        row.get(ACCEPTED_ON),
                        row.get(REASON),
                        Optional.ofNullable(row.get(COMMIT_ID)),
                        Columns.known(row.get(MEAN_BEFORE)),
                        Columns.known(row.get(MEAN_AFTER))));
    }

    private static <T> Field<T> inCalls(Field<T> column) {
        return Qualified.in(CALLS, column);
    }

    private static <T> Field<T> inRuns(Field<T> column) {
        return Qualified.in(RUNS, column);
    }
}
