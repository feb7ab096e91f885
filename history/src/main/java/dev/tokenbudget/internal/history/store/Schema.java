package dev.tokenbudget.internal.history.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** The tables and columns of {@code V1__history.sql}. */
final class Schema {

    static final Table<Record> BUILDS = table(name("builds"));
    static final Table<Record> RUNS = table(name("runs"));
    static final Table<Record> CALLS = table(name("calls"));
    static final Table<Record> VERDICTS = table(name("verdicts"));
    static final Table<Record> WASTE = table(name("waste"));
    static final Table<Record> ACCEPTANCES = table(name("acceptances"));
    static final Table<Record> REPORTED_USAGE = table(name("reported_usage"));
    static final Table<Record> DAILY_USAGE = table(name("daily_usage"));
    static final Table<Record> TASK_BUILDS = table(name("task_builds"));
    static final Table<Record> COUNTED_CALLS = table(name("counted_calls"));
    static final Table<Record> ALERTS = table(name("alerts"));
    static final Table<Record> SENT = table(name("sent"));

    static final Field<String> BUILD_ID = text("build_id", 200);
    static final Field<String> PROJECT = text("project", 300);
    static final Field<String> COMMIT_ID = text("commit_id", 64);
    static final Field<String> BRANCH = text("branch", 300);
    static final Field<LocalDateTime> BUILT_AT = time("built_at");

    static final Field<Long> RUN_NO = number("run_no");
    static final Field<String> RUN_ID = text("run_id", 200);
    static final Field<String> CALL_ID = text("call_id", 200);
    static final Field<String> ORIGIN = text("origin", 20);
    static final Field<String> SOURCE = text("source", 40);
    static final Field<String> TASK = text("task", 500);
    static final Field<LocalDateTime> STARTED = time("started");
    static final Field<Long> DURATION_MS = number("duration_ms");
    static final Field<String> OUTCOME = text("outcome", 20);
    static final Field<String> OTHER_LABELS = text("other_labels");
    static final Field<Long> CALL_COUNT = number("calls");
    static final Field<Long> TOTAL_TOKENS = number("total_tokens");
    static final Field<Long> COST_NANO_USD = number("cost_nano_usd");

    static final Field<Integer> CALL_SEQ = whole("call_seq");
    static final Field<LocalDateTime> CALLED_AT = time("called_at");
    static final Field<String> PROVIDER = text("provider", 60);
    static final Field<String> MODEL = text("model", 200);
    static final Field<String> AGENT = text("agent", 200);
    static final Field<String> ROLE = text("role", 10);
    static final Field<Long> INPUT_TOKENS = number("input_tokens");
    static final Field<Long> OUTPUT_TOKENS = number("output_tokens");
    static final Field<Long> CACHE_READ_TOKENS = number("cache_read_tokens");
    static final Field<Long> CACHE_WRITE_TOKENS = number("cache_write_tokens");
    static final Field<Long> REASONING_TOKENS = number("reasoning_tokens");
    static final Field<String> STOP_REASON = text("stop_reason", 60);
    static final Field<Long> LATENCY_MS = number("latency_ms");
    static final Field<Integer> RETRY_COUNT = whole("retry_count");
    static final Field<Integer> TOOL_CALLS = whole("tool_calls");
    static final Field<Long> TOOL_CALL_COUNT = number("tool_calls");

    static final Field<String> DAILY_KEY = text("daily_key", 32);
    static final Field<LocalDate> DAY = column("day", SQLDataType.LOCALDATE);
    static final Field<Long> UNKNOWN_CALLS = number("unknown_calls");
    static final Field<Long> UNPRICED_CALLS = number("unpriced_calls");
    static final Field<Long> CACHED_CALLS = number("cached_calls");
    static final Field<Long> RETRIED_CALLS = number("retried_calls");
    static final Field<Long> CACHE_TOLD_TOKENS = number("cache_told_tokens");
    static final Field<Long> CUT_CALLS = number("cut_calls");
    static final Field<Long> LARGEST_CALL = number("largest_call");

    static final Field<Long> RUN_COUNT = number("runs");
    static final Field<Long> SUCCEEDED = number("succeeded");
    static final Field<Long> SAMPLES = number("samples");
    static final Field<Double> SUM_TOKENS = column("sum_tokens", SQLDataType.DOUBLE);
    static final Field<Double> SUM_SQUARES = column("sum_squares", SQLDataType.DOUBLE);
    static final Field<Double> SUM_LOG_TOKENS = column("sum_log_tokens", SQLDataType.DOUBLE);
    static final Field<Double> SUM_LOG_CALLS = column("sum_log_calls", SQLDataType.DOUBLE);
    static final Field<Double> SUM_LOG_CALLS_SQUARES = column("sum_log_calls_squares", SQLDataType.DOUBLE);
    static final Field<Double> SUM_LOG_PRODUCTS = column("sum_log_products", SQLDataType.DOUBLE);

    static final Field<String> KIND = text("kind", 40);
    static final Field<Integer> FAILS = whole("fails");
    static final Field<Double> BASELINE_MEAN = column("baseline_mean", SQLDataType.DOUBLE);
    static final Field<Double> MEAN = column("mean", SQLDataType.DOUBLE);
    static final Field<String> STATEMENT = text("statement");

    static final Field<String> CURE = text("cure");
    static final Field<Double> TOKENS_PER_RUN = column("tokens_per_run", SQLDataType.DOUBLE);
    static final Field<Double> USD_PER_RUN = column("usd_per_run", SQLDataType.DOUBLE);

    static final Field<String> ACCEPTANCE_ID = text("acceptance_id", 64);
    static final Field<LocalDate> ACCEPTED_ON = column("accepted_on", SQLDataType.LOCALDATE);
    static final Field<String> REASON = text("reason");
    static final Field<Double> MEAN_BEFORE = column("mean_before", SQLDataType.DOUBLE);
    static final Field<Double> MEAN_AFTER = column("mean_after", SQLDataType.DOUBLE);

    static final Field<String> REPORTED_ID = text("reported_id", 200);
    static final Field<LocalDateTime> STARTS = time("starts");
    static final Field<LocalDateTime> ENDS = time("ends");
    static final Field<String> LABELS = text("labels");
    static final Field<Long> REQUESTS = number("requests");

    static final Field<String> RULE = text("rule");
    static final Field<String> SUBJECT = text("subject");
    static final Field<LocalDateTime> CLAIMED_AT = time("claimed_at");
    static final Field<LocalDateTime> SENT_AT = time("sent_at");

    static final Field<String> DESTINATION = text("destination", 300);
    static final Field<String> ITEM = text("item", 200);

    private Schema() {}

    private static Field<String> text(String name) {
        return column(name, SQLDataType.CLOB);
    }

    /** Return a column of at most {@code length} characters. */
    static Field<String> text(String name, int length) {
        return column(name, SQLDataType.VARCHAR(length));
    }

    private static Field<Long> number(String name) {
        return column(name, SQLDataType.BIGINT);
    }

    private static Field<Integer> whole(String name) {
        return column(name, SQLDataType.INTEGER);
    }

    private static Field<LocalDateTime> time(String name) {
        return column(name, SQLDataType.LOCALDATETIME(3).asConvertedDataType(new UtcTime()));
    }

    private static <T> Field<T> column(String column, DataType<T> type) {
        Name name = name(column);
        return field(name, type);
    }
}
