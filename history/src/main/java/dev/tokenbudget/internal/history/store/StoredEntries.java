package dev.tokenbudget.internal.history.store;

import static dev.tokenbudget.internal.history.store.Schema.*;
import static org.jooq.impl.DSL.selectDistinct;

import dev.tokenbudget.internal.history.AcceptanceEntry;
import dev.tokenbudget.internal.history.BuildEntry;
import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.ReportedEntry;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.VerdictEntry;
import dev.tokenbudget.internal.history.WasteEntry;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;

/** Everything that a history holds since some day, as it was added. */
final class StoredEntries {

    private static final int RUNS_AT_ONCE = 500;

    private static final Field<String> BUILD_OF_BUILDS = Qualified.in(BUILDS, BUILD_ID);
    private static final Field<String> BUILD_OF_RUNS = Qualified.in(RUNS, BUILD_ID);
    private static final Field<String> BUILD_OF_VERDICTS = Qualified.in(VERDICTS, BUILD_ID);

    private final DSLContext sql;
    private final LocalDate since;
    private final LocalDateTime begin;

    StoredEntries(DSLContext sql, LocalDate since) {
        this.sql = sql;
        this.since = since;
        this.begin = since.atStartOfDay();
    }

    /** Pass on all builds, and behind them all else, some hundred runs at a time. */
    void forEach(Consumer<Entries> action) {
        List<AcceptanceEntry> acceptances = new SpendingReader(sql).acceptancesSince(since);
        action.accept(new Entries(builds(), List.of(), verdicts(), acceptances, reported(), waste()));
        List<RunEntry> some = new ArrayList<>();
        new StoredRuns(sql).forEach(new Period(since, LocalDate.of(9999, 1, 1)), run -> {
            some.add(run);
            if (some.size() == RUNS_AT_ONCE) {
                action.accept(Entries.of(some));
                some.clear();
            }
        });
        action.accept(Entries.of(some));
    }

    /** A build may have begun before the day, and some of its runs after it. */
    private Condition isOfBuildSince() {
        return BUILT_AT.ge(begin)
                .or(BUILD_OF_BUILDS.in(selectDistinct(BUILD_OF_RUNS)
                        .from(RUNS)
                        .where(BUILD_OF_RUNS.isNotNull())
                        .and(STARTED.ge(begin))));
    }

    private List<BuildEntry> builds() {
        return sql.select(BUILD_ID, PROJECT, COMMIT_ID, BRANCH, BUILT_AT)
                .from(BUILDS)
                .where(isOfBuildSince())
                .orderBy(BUILT_AT, BUILD_ID)
                .fetch(row -> new BuildEntry(
                        row.get(BUILD_ID),
                        row.get(PROJECT),
                        Optional.ofNullable(row.get(COMMIT_ID)),
                        Optional.ofNullable(row.get(BRANCH)),
                        Columns.instant(row.get(BUILT_AT))));
    }

    private List<VerdictEntry> verdicts() {
        return sql.select(BUILD_OF_VERDICTS, TASK, KIND, FAILS, BASELINE_MEAN, MEAN, STATEMENT)
                .from(VERDICTS)
                .join(BUILDS)
                .on(BUILD_OF_BUILDS.eq(BUILD_OF_VERDICTS))
                .where(isOfBuildSince())
                .orderBy(BUILD_OF_VERDICTS, TASK)
                .fetch(row -> new VerdictEntry(
                        row.get(BUILD_OF_VERDICTS),
                        row.get(TASK),
                        row.get(KIND),
                        row.get(FAILS) == 1,
                        Columns.known(row.get(BASELINE_MEAN)),
                        Columns.known(row.get(MEAN)),
                        row.get(STATEMENT)));
    }

    private List<WasteEntry> waste() {
        Field<String> build = Qualified.in(WASTE, BUILD_ID);
        return sql.select(build, TASK, KIND, STATEMENT, CURE, TOKENS_PER_RUN, USD_PER_RUN)
                .from(WASTE)
                .join(BUILDS)
                .on(BUILD_OF_BUILDS.eq(build))
                .where(isOfBuildSince())
                .orderBy(build, TASK, KIND, STATEMENT)
                .fetch(HistoryReader::waste);
    }

    private List<ReportedEntry> reported() {
        return sql.select(
                        REPORTED_ID,
                        SOURCE,
                        STARTS,
                        ENDS,
                        MODEL,
                        LABELS,
                        REQUESTS,
                        INPUT_TOKENS,
                        OUTPUT_TOKENS,
                        CACHE_READ_TOKENS,
                        CACHE_WRITE_TOKENS,
                        REASONING_TOKENS,
                        COST_NANO_USD)
                .from(REPORTED_USAGE)
                .where(STARTS.ge(begin))
                .orderBy(STARTS, REPORTED_ID)
                .fetch(row -> new ReportedEntry(
                        row.get(REPORTED_ID),
                        row.get(SOURCE),
                        Columns.instant(row.get(STARTS)),
                        Columns.instant(row.get(ENDS)),
                        row.get(MODEL),
                        Labels.of(LabelsJson.read(row.get(LABELS))),
                        Columns.known(row.get(REQUESTS)),
                        CallRow.usage(row),
                        Optional.ofNullable(row.get(COST_NANO_USD)).map(NanoDollars::usd)));
    }
}
