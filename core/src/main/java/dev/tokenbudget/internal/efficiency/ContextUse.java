package dev.tokenbudget.internal.efficiency;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.statistics.Percentile;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.usage.ModelCall;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;

/**
 * How full the context windows of a task's models get. A call takes its prompt and its answer, and what it takes is compared
 * with the window of its own model.
 *
 * @param p99 the 99th percentile over calls of what a call takes, as a fraction of its model's window
 * @param fullest the call that takes the largest part of its window
 * @param calls calls whose tokens and window are known, at least 1
 * @param unknownCalls calls whose tokens or window are not known
 */
public record ContextUse(double p99, FullestCall fullest, int calls, int unknownCalls) {

    /**
     * The call that takes the largest part of its window.
     *
     * @param model the model, as {@code provider model}
     * @param tokens input and output tokens
     * @param window the tokens that the model's context window holds
     */
    public record FullestCall(String model, long tokens, long window) {}

    /** Measure the successful runs of a task by the windows that {@code list} knows; nothing where it knows none. */
    public static Optional<ContextUse> of(TaskRuns runs, PriceList list) {
        DoubleStream.Builder shares = DoubleStream.builder();
        Optional<FullestCall> fullest = Optional.empty();
        double largest = -1;
        int unknown = 0;
        for (Run run : runs.succeeded()) {
            for (ModelCall call : run.billedCalls()) {
                OptionalLong tokens = call.usage().total();
                OptionalLong window = list.contextWindow(call);
                if (tokens.isEmpty() || window.isEmpty()) {
                    unknown++;
                    continue;
                }
                double share = (double) tokens.getAsLong() / window.getAsLong();
                shares.accept(share);
                if (share > largest) {
                    largest = share;
                    fullest = Optional.of(new FullestCall(
                            call.provider() + " " + call.requestedModel(), tokens.getAsLong(), window.getAsLong()));
                }
            }
        }
        int unknownCalls = unknown;
        double[] known = shares.build().toArray();
        return fullest.map(
                call -> new ContextUse(SampleSummary.of(known).at(Percentile.P99), call, known.length, unknownCalls));
    }

    /** Whether there are calls enough for the 99th percentile to mean something. */
    public boolean isEstimable() {
        return calls >= Percentile.P99.estimableFrom();
    }
}
