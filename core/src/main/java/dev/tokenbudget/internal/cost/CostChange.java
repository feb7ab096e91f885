package dev.tokenbudget.internal.cost;

import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.price.Bill;
import dev.tokenbudget.internal.price.CostParts;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.text.Figures;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the change of a task's mean cost consists of, in US dollars a run; the parts add up to it.
 *
 * <p>A baseline keeps a run's cost and its tokens, but not what each kind of them cost: they are charged at what a token of
 * their kind costs now, and what that leaves of the accepted cost is what was read from and written to a cache, or the prices.
 *
 * @param parts the largest first
 */
public record CostChange(List<Part> parts) {

    /**
     * One kind of charge.
     *
     * @param what what is charged, in words
     * @param usd by how much it moved
     */
    public record Part(String what, double usd) {}

    /** A part that makes less of the whole than this says nothing. */
    private static final double NOTABLE = 0.01;

    public CostChange {
        parts = List.copyOf(parts);
    }

    /** Return the change from {@code before} to {@code after}; nothing where a cost or the tokens are not known. */
    public static Optional<CostChange> of(TaskBaseline before, TaskRuns after, TaskCost cost) {
        List<Run> runs = after.succeeded();
        if (cost.before().isEmpty() || cost.after().isEmpty() || runs.isEmpty()) {
            return Optional.empty();
        }
        CostParts charged = Bill.sum(
                        runs.stream().flatMap(run -> run.bill().stream()).toList())
                .known();
        double change = cost.after().getAsDouble() - cost.before().getAsDouble();
        Predicate<Part> isNotable = part -> Math.abs(part.usd()) > NOTABLE * Math.abs(change);
        List<Part> parts = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            kind.change(before, after, charged).ifPresent(usd -> parts.add(new Part(kind.words, usd)));
        }
        if (!cost.priceChanges().isEmpty() && parts.stream().noneMatch(isNotable)) {
            return Optional.empty();
        }
        double known = parts.stream().mapToDouble(Part::usd).sum();
        parts.add(new Part(nameOfRest(before, after, cost), change - known));
        List<Part> notable = parts.stream()
                .filter(isNotable)
                .sorted(Comparator.comparing((Part part) -> -Math.abs(part.usd())))
                .toList();
        return notable.isEmpty() ? Optional.empty() : Optional.of(new CostChange(notable));
    }

    /** Return the parts as a clause, such as "output +$0.0123 and uncached input +$0.002 a run". */
    public String inWords() {
        return parts.stream()
                        .map(part -> part.what() + " " + Figures.usdChange(part.usd()))
                        .collect(Collectors.joining(", "))
                + " a run";
    }

    private static String nameOfRest(TaskBaseline before, TaskRuns after, TaskCost cost) {
        if (!cost.priceChanges().isEmpty()) {
            return "other prices";
        }
        boolean cached = Stream.of(Metric.CACHE_READ, Metric.CACHE_WRITE)
                .anyMatch(metric -> mean(before, metric) > 0 || mean(after, metric) > 0);
        return cached ? "input from and to a cache" : "other charges";
    }

    private static double mean(TaskBaseline baseline, Metric metric) {
        return baseline.metric(metric).map(known -> known.summary().mean()).orElse(0.0);
    }

    private static double mean(TaskRuns runs, Metric metric) {
        return Arrays.stream(runs.samples(metric)).average().orElse(0);
    }

    /** What is charged by the token at one price, for the most part. */
    private enum Kind {
        OUTPUT("output", CostParts::output, mean -> mean.applyAsDouble(Metric.OUTPUT)),
        INPUT(
                "uncached input",
                CostParts::input,
                mean -> mean.applyAsDouble(Metric.INPUT)
                        - mean.applyAsDouble(Metric.CACHE_READ)
                        - mean.applyAsDouble(Metric.CACHE_WRITE));

        private final String words;
        private final Function<CostParts, BigDecimal> charge;
        private final ToDoubleFunction<ToDoubleFunction<Metric>> tokens;

        Kind(String words, Function<CostParts, BigDecimal> charge, ToDoubleFunction<ToDoubleFunction<Metric>> tokens) {
            this.words = words;
            this.charge = charge;
            this.tokens = tokens;
        }

        /** Return by how much this moved in a run; nothing where no run shows what a token costs. */
        OptionalDouble change(TaskBaseline before, TaskRuns after, CostParts charged) {
            double now = tokens.applyAsDouble(metric -> mean(after, metric));
            double cost =
                    charge.apply(charged).doubleValue() / after.succeeded().size();
            if (now <= 0 || cost <= 0) {
                return OptionalDouble.empty();
            }
            double known = Math.max(0, tokens.applyAsDouble(metric -> mean(before, metric)));
            return OptionalDouble.of(cost / now * (now - known));
        }
    }
}
