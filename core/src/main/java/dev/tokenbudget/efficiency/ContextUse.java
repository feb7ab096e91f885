package dev.tokenbudget.efficiency;

import dev.tokenbudget.price.PriceList;
import dev.tokenbudget.run.TaskRuns;
import dev.tokenbudget.statistics.Percentile;
import dev.tokenbudget.statistics.SampleSummary;
import dev.tokenbudget.usage.ModelCall;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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
    public record FullestCall(String model, long tokens, long window) {

        /** Return the part of the window that is taken, as a fraction. */
        public double share() {
            return (double) tokens / window;
        }
    }

    /** Measure the successful runs of a task by the windows that {@code list} knows; nothing where it knows none. */
    public static Optional<ContextUse> of(TaskRuns runs, PriceList list) {
        List<ModelCall> calls = runs.succeeded().stream()
                .flatMap(run -> run.billedCalls().stream())
                .toList();
        List<FullestCall> known =
                calls.stream().flatMap(call -> use(call, list).stream()).toList();
        return known.stream()
                .max(Comparator.comparingDouble(FullestCall::share))
                .map(fullest -> {
                    SampleSummary shares = SampleSummary.of(
                            known.stream().mapToDouble(FullestCall::share).toArray());
                    return new ContextUse(
                            shares.at(Percentile.P99), fullest, known.size(), calls.size() - known.size());
                });
    }

    /** Whether there are calls enough for the 99th percentile to mean something. */
    public boolean isEstimable() {
        return calls >= Percentile.P99.estimableFrom();
    }

    private static Optional<FullestCall> use(ModelCall call, PriceList list) {
        OptionalLong tokens = call.usage().total();
        OptionalLong window = list.contextWindow(call);
        return tokens.isEmpty() || window.isEmpty()
                ? Optional.empty()
                : Optional.of(new FullestCall(
                        call.provider() + " " + call.requestedModel(), tokens.getAsLong(), window.getAsLong()));
    }
}
