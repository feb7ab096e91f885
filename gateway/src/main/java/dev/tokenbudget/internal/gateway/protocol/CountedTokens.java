package dev.tokenbudget.internal.gateway.protocol;

import dev.tokenbudget.usage.Anomaly;
import dev.tokenbudget.usage.TokenUsage;
import java.util.List;
import java.util.OptionalLong;

/** The tokens that the documents of one answer count: no part of an answer is taken back. */
final class CountedTokens {

    private TokenUsage usage = TokenUsage.unknown();
    private TokenUsage besideBody = TokenUsage.unknown();
    private List<Anomaly> anomalies = List.of();

    /** Count {@code now}; what was counted before is not overwritten by 0 or by nothing. */
    void count(TokenUsage now, OptionalLong reportedTotal) {
        set(now, isNothing(now.input()), isNothing(now.output()), reportedTotal);
    }

    /** Count {@code now} where counts are cumulative: one that is smaller than what was counted before is not believed. */
    void countUp(TokenUsage now, OptionalLong reportedTotal) {
        set(now, isLess(now.input(), usage.input()), isLess(now.output(), usage.output()), reportedTotal);
    }

    /** Count what holds where the body tells nothing. */
    void countBesideBody(TokenUsage now) {
        besideBody = now;
    }

    void set(TokenUsage now) {
        usage = now;
    }

    /** Return what the body tells. */
    TokenUsage inBody() {
        return usage;
    }

    /** Return what the body tells, or what is told beside it. */
    TokenUsage told() {
        return areBesideBody() ? besideBody : usage;
    }

    boolean areBesideBody() {
        return usage.total().isEmpty() && usage.equals(TokenUsage.unknown());
    }

    List<Anomaly> anomalies() {
        return anomalies;
    }

    private void set(
            TokenUsage now, boolean inputTellsNothing, boolean outputTellsNothing, OptionalLong reportedTotal) {
        TokenUsage ofInput = inputTellsNothing && usage.input().isPresent() ? usage : now;
        TokenUsage ofOutput = outputTellsNothing && usage.output().isPresent() ? usage : now;
        usage = TokenUsage.builder()
                .input(ofInput.input())
                .output(ofOutput.output())
                .cacheRead(ofInput.cacheRead())
                .cacheWrite(ofInput.cacheWrite())
                .cacheWrite5m(ofInput.cacheWrite5m())
                .cacheWrite1h(ofInput.cacheWrite1h())
                .reasoning(ofOutput.reasoning())
                .build();
        boolean mismatch = reportedTotal.isPresent()
                && usage.total().isPresent()
                && reportedTotal.getAsLong() != usage.total().getAsLong();
        anomalies = mismatch
                ? List.of(mismatch(reportedTotal.getAsLong(), usage.total().getAsLong()))
                : List.of();
    }

    private static boolean isNothing(OptionalLong tokens) {
        return tokens.orElse(0) == 0;
    }

    private static boolean isLess(OptionalLong tokens, OptionalLong before) {
        return tokens.isEmpty() || tokens.getAsLong() < before.orElse(Long.MIN_VALUE);
    }

    private static Anomaly mismatch(long total, long sum) {
        return new Anomaly(Anomaly.Kind.TOTAL_MISMATCH, "total = " + total + ", but input + output = " + sum);
    }
}
