package dev.tokenbudget.internal.history.production;

import dev.tokenbudget.internal.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A task, or what bears the same label, on both sides.
 *
 * @param name the task's name, or the label's value
 * @param benchmark what its benchmark used
 * @param production what production used
 */
record ComparedGroup(String name, Side benchmark, Side production) {

    /** A benchmark whose runs differ by less in every figure stands for production well enough to be judged by. */
    private static final double ALIKE = 1.25;

    private static final double ALIKE_SHARE = 0.1;

    boolean isOnBothSides() {
        return benchmark.isSeen() && production.isSeen();
    }

    /** Return whether the benchmark looks like production, as a sentence. */
    String sentence() {
        if (!production.isSeen()) {
            return name + " is measured and was not seen in production.";
        }
        if (!benchmark.isSeen()) {
            return name + " made " + Figures.count(production.runs(), "run", "runs")
                    + " in production and has no benchmark.";
        }
        List<String> differences = new ArrayList<>();
        ratioOf(Side::calls)
                .filter(ComparedGroup::differs)
                .ifPresent(times -> differences.add(times(times) + " the calls"));
        ratioOf(Side::input)
                .filter(ComparedGroup::differs)
                .ifPresent(times -> differences.add(times(times) + " the input"));
        ratioOf(Side::output)
                .filter(ComparedGroup::differs)
                .ifPresent(times -> differences.add(times(times) + " the output"));
        String cache = differsInCache()
                ? " Of its input, production reads " + share(production) + " from caches and the benchmark "
                        + share(benchmark) + "."
                : "";
        String unknown = unknownCalls() == 0
                ? ""
                : " The tokens of " + Figures.count(unknownCalls(), "call", "calls") + " are unknown and missing here.";
        return (differences.isEmpty()
                        ? name + ": the benchmark looks like production in calls, input and output a run."
                        : name + ": a run in production has " + joined(differences) + " of a run of the benchmark.")
                + cache
                + unknown;
    }

    /** Return production's figure as a multiple of the benchmark's. */
    Optional<Double> ratioOf(Function<Side, OptionalDouble> figure) {
        OptionalDouble measured = figure.apply(benchmark);
        OptionalDouble seen = figure.apply(production);
        return measured.isEmpty() || seen.isEmpty() || measured.getAsDouble() == 0
                ? Optional.empty()
                : Optional.of(seen.getAsDouble() / measured.getAsDouble());
    }

    private static boolean differs(double times) {
        return times > ALIKE || times < 1 / ALIKE;
    }

    private boolean differsInCache() {
        return Math.abs(production.cacheShare().orElse(0)
                        - benchmark.cacheShare().orElse(0))
                > ALIKE_SHARE;
    }

    private long unknownCalls() {
        return production.sum().unknownCalls() + benchmark.sum().unknownCalls();
    }

    private static String share(Side side) {
        return Figures.share(side.cacheShare().orElse(0));
    }

    private static String times(double times) {
        return Figures.ratio(times) + " times";
    }

    private static String joined(List<String> parts) {
        int last = parts.size() - 1;
        return last == 0 ? parts.get(0) : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }
}
