package dev.tokenbudget.internal.history.store;

import static dev.tokenbudget.internal.history.store.Schema.BUILD_ID;
import static dev.tokenbudget.internal.history.store.Schema.COST_NANO_USD;
import static dev.tokenbudget.internal.history.store.Schema.RUN_COUNT;
import static dev.tokenbudget.internal.history.store.Schema.SAMPLES;
import static dev.tokenbudget.internal.history.store.Schema.SUCCEEDED;
import static dev.tokenbudget.internal.history.store.Schema.SUM_LOG_CALLS;
import static dev.tokenbudget.internal.history.store.Schema.SUM_LOG_CALLS_SQUARES;
import static dev.tokenbudget.internal.history.store.Schema.SUM_LOG_PRODUCTS;
import static dev.tokenbudget.internal.history.store.Schema.SUM_LOG_TOKENS;
import static dev.tokenbudget.internal.history.store.Schema.SUM_SQUARES;
import static dev.tokenbudget.internal.history.store.Schema.SUM_TOKENS;
import static dev.tokenbudget.internal.history.store.Schema.TASK;
import static dev.tokenbudget.internal.history.store.Schema.TASK_BUILDS;

import dev.tokenbudget.internal.history.LogSums;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.run.Outcome;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** What the runs of each task in each build add up to. */
final class TaskSums {

    private static final List<Field<? extends Number>> AMOUNTS = List.of(
            RUN_COUNT,
            SUCCEEDED,
            SAMPLES,
            SUM_TOKENS,
            SUM_SQUARES,
            SUM_LOG_TOKENS,
            SUM_LOG_CALLS,
            SUM_LOG_CALLS_SQUARES,
            SUM_LOG_PRODUCTS,
            COST_NANO_USD);

    private record Key(String task, String build) {}

    private record Sum(
            long runs, long succeeded, long samples, double tokens, double squares, LogSums logs, long cost) {
        static final Sum NONE = new Sum(0, 0, 0, 0, 0, LogSums.NONE, 0);

        Sum with(RunEntry run) {
            boolean success = run.outcome().filter(Outcome.SUCCEEDED::equals).isPresent();
            OptionalLong used = success ? RunSums.tokens(run) : OptionalLong.empty();
            double sample = used.orElse(0);
            return new Sum(
                    runs + 1,
                    succeeded + (success ? 1 : 0),
                    samples + (used.isPresent() ? 1 : 0),
                    tokens + sample,
                    squares + sample * sample,
                    used.isPresent() ? logs.plus(LogSums.of(used.getAsLong(), RunSums.calls(run))) : logs,
                    cost + RunSums.cost(run).orElse(0));
        }
    }

    // in the same order in every process, so that two that add to the same rows wait for each other instead of blocking
    // each other
    private final Map<Key, Sum> sums =
            new TreeMap<>(Comparator.comparing(Key::task).thenComparing(Key::build));

    void add(RunEntry run) {
        run.build().ifPresent(build -> {
            Key key = new Key(run.task(), build);
            sums.put(key, sums.getOrDefault(key, Sum.NONE).with(run));
        });
    }

    void addTo(DSLContext sql) {
        Rows rows = new Rows(TASK_BUILDS);
        sums.forEach((key, sum) -> {
            Map<Field<?>, @Nullable Object> row = new LinkedHashMap<>();
            row.put(TASK, key.task);
            row.put(BUILD_ID, key.build);
            row.put(RUN_COUNT, sum.runs);
            row.put(SUCCEEDED, sum.succeeded);
            row.put(SAMPLES, sum.samples);
            row.put(SUM_TOKENS, sum.tokens);
            row.put(SUM_SQUARES, sum.squares);
            row.put(SUM_LOG_TOKENS, sum.logs.tokens());
            row.put(SUM_LOG_CALLS, sum.logs.calls());
            row.put(SUM_LOG_CALLS_SQUARES, sum.logs.callsSquares());
            row.put(SUM_LOG_PRODUCTS, sum.logs.products());
            row.put(COST_NANO_USD, sum.cost);
            rows.add(row);
        });
        rows.addUp(sql, List.of(TASK, BUILD_ID), AMOUNTS);
    }
}
