package dev.tokenbudget.internal.history.store;

import static dev.tokenbudget.internal.history.store.Schema.*;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.UsageSum;
import dev.tokenbudget.usage.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** What the calls of each day add up to, by all that reports group by. */
final class DailySums {

    private static final Set<String> CUT = Set.of("length", "max_tokens", "max_output_tokens", "incomplete");

    /** What is added up, in the order in which {@link #amounts} returns it. */
    static final List<Field<Long>> AMOUNTS = List.of(
            CALL_COUNT,
            UNKNOWN_CALLS,
            UNPRICED_CALLS,
            CACHED_CALLS,
            RETRIED_CALLS,
            CUT_CALLS,
            TOOL_CALL_COUNT,
            INPUT_TOKENS,
            OUTPUT_TOKENS,
            CACHE_READ_TOKENS,
            CACHE_WRITE_TOKENS,
            REASONING_TOKENS,
            COST_NANO_USD,
            CACHE_TOLD_TOKENS);

    private static final List<Field<?>> KEY =
            Arrays.stream(Dimension.values()).<Field<?>>map(Dimension::column).toList();

    private final Map<List<String>, long[]> sums = new HashMap<>();
    private final Map<List<String>, Long> largest = new HashMap<>();
    private final Map<Labels, List<String>> labelsInColumns = new HashMap<>();

    void add(RunEntry run, CallEntry call) {
        long[] amounts = amounts(call);
        List<String> key = key(run, call);
        largest.merge(key, known(call.usage().total()), Math::max);
        long[] sum = sums.computeIfAbsent(key, each -> new long[amounts.length]);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += amounts[i];
        }
    }

    private List<String> key(RunEntry run, CallEntry call) {
        List<String> key = new ArrayList<>(List.of(
                Columns.utc(call.at()).toLocalDate().toString(),
                run.origin().name(),
                run.source(),
                run.task(),
                call.agent(),
                call.role().name(),
                call.provider(),
                call.model()));
        key.addAll(labelsInColumns.computeIfAbsent(call.labels().or(run.labels()), DailySums::inColumns));
        return key;
    }

    private static List<String> inColumns(Labels labels) {
        return Dimension.LABELS.stream().map(label -> label.of(labels)).toList();
    }

    private static long[] amounts(CallEntry call) {
        TokenUsage usage = call.usage();
        return new long[] {
            1,
            usage.total().isPresent() ? 0 : 1,
            call.costUsd().isPresent() ? 0 : 1,
            usage.cacheRead().orElse(0) > 0 ? 1 : 0,
            call.retries() > 0 ? 1 : 0,
            call.stopReason().filter(DailySums::isCut).isPresent() ? 1 : 0,
            call.toolCalls(),
            known(usage.input()),
            known(usage.output()),
            known(usage.cacheRead()),
            known(usage.cacheWrite()),
            known(usage.reasoning()),
            call.costUsd().map(NanoDollars::of).orElse(0L),
            usage.cacheRead().isPresent() ? known(usage.input()) : 0
        };
    }

    /** Return {@code amounts}, in the order of {@link #AMOUNTS}, as a sum. */
    static UsageSum sum(long[] amounts) {
        return new UsageSum(
                amounts[0],
                amounts[1],
                amounts[2],
                amounts[3],
                amounts[4],
                amounts[5],
                amounts[6],
                amounts[7],
                amounts[8],
                amounts[9],
                amounts[10],
                amounts[11],
                NanoDollars.usd(amounts[12]),
                amounts[13]);
    }

    private static long known(OptionalLong tokens) {
        return tokens.orElse(0);
    }

    private static boolean isCut(String stopReason) {
        return CUT.contains(stopReason.toLowerCase(Locale.ROOT));
    }

    void addTo(DSLContext sql) {
        Rows rows = new Rows(DAILY_USAGE);
        // in the same order in every process, so that two that add to the same rows wait for each other instead of
        // blocking each other
        Map<List<String>, long[]> inOrder = new TreeMap<>(Comparator.comparing(List::toString));
        inOrder.putAll(sums);
        inOrder.forEach((key, sum) -> {
            Map<Field<?>, @Nullable Object> row = new LinkedHashMap<>();
            row.put(DAILY_KEY, hash(key));
            row.put(DAY, LocalDate.parse(key.get(0)));
            for (int i = 1; i < key.size(); i++) {
                row.put(KEY.get(i), key.get(i));
            }
            for (int i = 0; i < sum.length; i++) {
                row.put(AMOUNTS.get(i), sum[i]);
            }
            row.put(LARGEST_CALL, largest.getOrDefault(key, 0L));
            rows.add(row);
        });
        rows.addUp(sql, List.of(DAILY_KEY), AMOUNTS, LARGEST_CALL);
    }

    /** All that is grouped by is too long for an index, where labels are. */
    private static String hash(List<String> key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", key).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
