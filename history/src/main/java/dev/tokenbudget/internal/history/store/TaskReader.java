package dev.tokenbudget.internal.history.store;

import static dev.tokenbudget.internal.history.store.Schema.*;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lag;
import static org.jooq.impl.DSL.lead;
import static org.jooq.impl.DSL.partitionBy;

import dev.tokenbudget.internal.history.Period;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.WindowSpecification;
import org.jspecify.annotations.Nullable;

/** Answers questions about the tasks of a history. */
public final class TaskReader {

    private static final Field<String> BUILD = Qualified.in(VERDICTS, BUILD_ID);

    private final DSLContext sql;

    TaskReader(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * Return what the checks of the builds of {@code period} said of each task, by task and then by time: the first and the last of
     * them, and those between whose baseline is not that of the check before. Hundreds of builds say the same.
     */
    public List<TaskVerdict> verdicts(Period period) {
        WindowSpecification byTime = partitionBy(TASK).orderBy(BUILT_AT, BUILD);
        Field<String> buildBefore = lag(BUILD).over(byTime).as("build_before");
        Field<String> buildAfter = lead(BUILD).over(byTime).as("build_after");
        Field<Double> meanBefore = lag(BASELINE_MEAN).over(byTime).as("mean_before_it");
        Table<?> judged = sql.select(
                        BUILD.as(BUILD_ID),
                        TASK,
                        BUILT_AT,
                        KIND,
                        FAILS,
                        BASELINE_MEAN,
                        buildBefore,
                        buildAfter,
                        meanBefore)
                .from(VERDICTS)
                .join(BUILDS)
                .on(Qualified.in(BUILDS, BUILD_ID).eq(BUILD))
                .where(BUILT_AT.ge(period.from().atStartOfDay()))
                .and(BUILT_AT.lt(period.to().atStartOfDay()))
                .asTable("judged");
        return sql.select(BUILD_ID, TASK, BUILT_AT, KIND, FAILS, BASELINE_MEAN)
                .from(judged)
                .where(field(buildBefore.getUnqualifiedName(), String.class)
                        .isNull()
                        .or(field(buildAfter.getUnqualifiedName(), String.class).isNull())
                        .or(BASELINE_MEAN.isDistinctFrom(field(meanBefore.getUnqualifiedName(), Double.class))))
                .orderBy(TASK, BUILT_AT, BUILD_ID)
                .fetch(row -> new TaskVerdict(
                        row.get(TASK),
                        row.get(BUILD_ID),
                        Columns.instant(row.get(BUILT_AT)),
                        row.get(KIND),
                        row.get(FAILS) == 1,
                        known(row.get(BASELINE_MEAN))));
    }

    /** Return the verdict on {@code task} in the build {@code build} as a sentence; nothing where there is none. */
    public Optional<String> statement(String build, String task) {
        return sql.select(STATEMENT)
                .from(VERDICTS)
                .where(BUILD_ID.eq(build))
                .and(TASK.eq(task))
                .fetchOptional(STATEMENT);
    }

    /** Return the latest {@code most} runs of {@code task}, the latest first. */
    public List<RunSummary> latestRuns(String task, int most) {
        return sql.select(RunRow.COLUMNS)
                .from(RUNS)
                .where(TASK.eq(task))
                .orderBy(STARTED.desc(), RUN_NO.desc())
                .limit(most)
                .fetch(RunRow::summary);
    }

    private static OptionalDouble known(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
