package dev.tokenbudget.internal.history.output.prometheus;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.output.Distribution;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the calls of one series add up to. */
final class CallTally {

    private static final int STOP_REASONS = 20;

    final Distribution seconds = new Distribution(Distribution.SECONDS);
    final Distribution contextUse = new Distribution(Distribution.SHARES);
    final SortedMap<String, Long> stopReasons = new TreeMap<>();

    long requests;
    long unknownRequests;
    long unpricedRequests;
    long input;
    long output;
    long cacheRead;
    long cacheWrite;
    long reasoning;
    long retries;
    long retriedRequests;
    long toolCalls;
    BigDecimal costUsd = BigDecimal.ZERO;

    void add(CallEntry call, OptionalLong contextWindow) {
        requests++;
        addTokens(call.usage());
        call.costUsd().ifPresentOrElse(cost -> costUsd = costUsd.add(cost), () -> unpricedRequests++);
        retries += call.retries();
        retriedRequests += call.retries() > 0 ? 1 : 0;
        toolCalls += call.toolCalls();
        call.latencyMs().ifPresent(latency -> seconds.add(latency / 1000.0));
        call.stopReason().map(LabelValue::of).ifPresent(reason -> stopReasons.merge(told(reason), 1L, Long::sum));
        OptionalLong tokens = call.usage().total();
        if (tokens.isPresent() && contextWindow.isPresent() && contextWindow.getAsLong() > 0) {
            contextUse.add((double) tokens.getAsLong() / contextWindow.getAsLong());
        }
    }

    private void addTokens(TokenUsage usage) {
        unknownRequests += usage.total().isEmpty() ? 1 : 0;
        input += usage.input().orElse(0);
        output += usage.output().orElse(0);
        cacheRead += usage.cacheRead().orElse(0);
        cacheWrite += usage.cacheWrite().orElse(0);
        reasoning += usage.reasoning().orElse(0);
    }

    private String told(String reason) {
        return stopReasons.containsKey(reason) || stopReasons.size() < STOP_REASONS ? reason : LabelValue.OTHER;
    }
}
