package dev.tokenbudget.internal.recording;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;

/** What one call may use of the ledgers that limit it: at least, at most, and at most without its answer. */
final class HeldReservation implements Reservation {

    /** How long a call that may not fit waits until its prompt is counted. */
    private static final long LONGEST_COUNTING_SECONDS = 2;

    private final CallForecast call;
    private final ModelExperience experience;
    private final OptionalLong usualOutput;
    private final Pricing pricing;
    private final List<Ledger> ledgers;
    private final Brake brake;
    private volatile long lastLife = System.nanoTime();

    /**
     * Prepare to keep something for a call.
     *
     * @param experience what is known of the call's model
     * @param usualOutput what no answer of the task is longer than, as its baseline knows it
     * @param ledgers those that limit the call
     */
    HeldReservation(
            CallForecast call,
            ModelExperience experience,
            OptionalLong usualOutput,
            Pricing pricing,
            List<Ledger> ledgers,
            Brake brake) {
        this.call = call;
        this.experience = experience;
        this.usualOutput = usualOutput;
        this.pricing = pricing;
        this.ledgers = ledgers;
        this.brake = brake;
    }

    List<Ledger> ledgers() {
        return ledgers;
    }

    /** Wait until the prompt is counted, which is done beside the exchanges; goes on without where that takes long. */
    void awaitCount() {
        try {
            Object counted = call.prompt().get(LONGEST_COUNTING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Its length in bytes stands for it.
        }
    }

    /** Return what the call uses of {@code metric} at least, as far as its prompt has been counted: it may have no answer. */
    BigDecimal least(Metric metric) {
        return least(metric, call.measured().map(PromptSections::tokens).orElse(0L));
    }

    /** Return what {@link #least} is at most once the prompt has been counted: a byte makes no more than a token. */
    BigDecimal leastAtMost(Metric metric) {
        return call.measured().isPresent()
                ? least(metric)
                : least(metric, call.bytes().orElse(Long.MAX_VALUE >> 1));
    }

    private BigDecimal least(Metric metric, long counted) {
        long input = experience.leastInput(counted);
        if (metric.equals(Metric.COST_USD)) {
            TokenUsage usage = TokenUsage.of(input, 0);
            return pricing.of(call.with(experience.mayReadFromCache() ? usage.withCacheRead(input) : usage));
        }
        return used(metric.equals(Metric.PER_CALL) ? Metric.TOTAL : metric, input, 0);
    }

    /** Return what the call uses of {@code metric} at most; nothing where that cannot be told. */
    Optional<BigDecimal> most(Metric metric) {
        return most(metric, mostOutput());
    }

    /** Return what the call uses of {@code metric} at most before it is answered; nothing where that cannot be told. */
    Optional<BigDecimal> mostUnanswered(Metric metric) {
        return most(metric, OptionalLong.of(0));
    }

    private Optional<BigDecimal> most(Metric metric, OptionalLong output) {
        OptionalLong input = experience.mostInput(call);
        if (metric.equals(Metric.CALLS)) {
            return Optional.of(BigDecimal.ONE);
        }
        if (metric.equals(Metric.OUTPUT)) {
            return output.isPresent() ? Optional.of(BigDecimal.valueOf(output.getAsLong())) : Optional.empty();
        }
        if (input.isEmpty() || !metric.equals(Metric.INPUT) && output.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                metric.equals(Metric.COST_USD)
                        ? mostCost(input.getAsLong(), output.getAsLong())
                        : used(metric, input.getAsLong(), output.orElse(0)));
    }

    /** Writing a prompt to a cache costs more than to have it read, for some providers. */
    private BigDecimal mostCost(long input, long output) {
        TokenUsage usage = TokenUsage.of(input, output);
        return pricing.of(call.with(usage)).max(pricing.of(call.with(usage.withCacheWrite(input))));
    }

    private static BigDecimal used(Metric metric, long input, long output) {
        return Spending.ofOneCall(input, output).used(metric);
    }

    private OptionalLong mostOutput() {
        if (call.kind() != CallKind.INFERENCE) {
            return OptionalLong.of(0);
        }
        if (call.outputLimit().isPresent()) {
            // Some providers do not count reasoning in the limit.
            return OptionalLong.of(Math.max(call.outputLimit().getAsLong(), experience.longestOutput()));
        }
        OptionalLong soFar = experience.mostOutput();
        return LongStream.concat(usualOutput.stream(), soFar.stream()).min();
    }

    boolean isQuietSince(long nanos) {
        return lastLife - nanos < 0;
    }

    @Override
    public void showsLife() {
        lastLife = System.nanoTime();
    }

    /** An answer may be here before its prompt is counted: until then it tells nothing. */
    @Override
    public void settle(List<ModelCall> used) {
        if (call.prompt().isDone()) {
            brake.learn(() -> experience.learn(used.get(0), call.measured()));
            close();
        } else {
            close();
            call.prompt()
                    .whenComplete(
                            (prompt, failure) -> brake.learn(() -> experience.learn(used.get(0), call.measured())));
        }
    }

    @Override
    public void close() {
        brake.release(this);
    }
}
