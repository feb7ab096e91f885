package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.composition.ToolResults;
import dev.tokenbudget.internal.explanation.AgentPairs.Pair;
import dev.tokenbudget.internal.text.Figures;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * How the results of one tool changed: their size, their number, and how long they are read.
 *
 * @param size tokens of a result
 * @param ofRun results a run
 * @param again calls that read a result again
 */
record ResultsText(double size, double ofRun, double again) {

    /** Figures that differ by less are alike. */
    private static final double NOTABLE = 0.05;

    private static final double HALF_A_CALL = 0.5;

    /** Say how the results of {@code tool} changed at the agents {@code pairs}; nothing where no figure of them did. */
    static Optional<String> of(String tool, List<Pair> pairs) {
        ResultsText before = of(tool, pairs, Pair::before, Pair::runsBefore);
        ResultsText after = of(tool, pairs, Pair::after, Pair::runsAfter);
        if (before.ofRun == 0 || after.ofRun == 0) {
            return before.ofRun == after.ofRun
                    ? Optional.empty()
                    : Optional.of(before.ofRun == 0 ? "(new) " + after.inWords() : "(gone) " + before.inWords());
        }
        List<String> told = new ArrayList<>();
        if (differ(before.size, after.size)) {
            told.add(Figures.count(Math.rint(before.size)) + " → " + Figures.count(Math.rint(after.size))
                    + " tokens each");
        }
        if (differ(before.ofRun, after.ofRun)) {
            told.add(tenths(before.ofRun) + " → " + tenths(after.ofRun) + " a run");
        }
        if (differ(before.again, after.again)) {
            told.add("read again by " + tenths(before.again) + " → " + tenths(after.again) + " calls");
        } else if (!told.isEmpty() && after.again >= HALF_A_CALL) {
            told.add(after.readAgain());
        }
        return told.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", told));
    }

    private static ResultsText of(
            String tool, List<Pair> pairs, Function<Pair, AgentComposition> side, ToIntFunction<Pair> runs) {
        List<ToolResults> results = pairs.stream()
                .flatMap(pair -> Optional.ofNullable(side.apply(pair).results().get(tool)).stream())
                .toList();
        double number = results.stream().mapToLong(ToolResults::number).sum();
        double reads = results.stream().mapToLong(ToolResults::reads).sum();
        double fresh = results.stream()
                .map(ToolResults::fresh)
                .mapToDouble(BigInteger::doubleValue)
                .sum();
        return number == 0
                ? new ResultsText(0, 0, 0)
                : new ResultsText(fresh / number, number / runs.applyAsInt(pairs.get(0)), (reads - number) / number);
    }

    private String inWords() {
        String text = Figures.count(Math.rint(size)) + " tokens each, " + tenths(ofRun) + " a run";
        return again >= HALF_A_CALL ? text + ", " + readAgain() : text;
    }

    private String readAgain() {
        return "read again by " + Figures.count(Figures.tenths(again), "call", "calls");
    }

    private static boolean differ(double before, double after) {
        return Math.abs(after - before) > NOTABLE * Math.max(before, after);
    }

    private static String tenths(double number) {
        return Figures.count(Figures.tenths(number));
    }
}
