package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.explanation.AgentPairs.Pair;
import dev.tokenbudget.internal.text.Figures;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * How often a tool is called.
 *
 * @param tool its name
 * @param before calls a run
 * @param after calls a run
 */
record CalledTool(String tool, double before, double after) {

    /** Return the tools that some of {@code pairs} call more or less often, the one that changed most first. */
    static List<CalledTool> of(List<Pair> pairs) {
        SortedSet<String> tools = new TreeSet<>();
        pairs.forEach(pair -> {
            tools.addAll(pair.before().calledTools().keySet());
            tools.addAll(pair.after().calledTools().keySet());
        });
        return tools.stream()
                .map(tool -> new CalledTool(
                        tool,
                        ofRun(tool, pairs, Pair::before, Pair::runsBefore),
                        ofRun(tool, pairs, Pair::after, Pair::runsAfter)))
                .filter(tool -> Math.abs(tool.change()) >= AgentFacts.NOTABLE_NUMBER)
                .sorted(Comparator.comparingDouble((CalledTool tool) -> Math.abs(tool.change()))
                        .reversed())
                .toList();
    }

    double change() {
        return after - before;
    }

    /** Return the numbers, such as "search 3 → 5". */
    String inWords() {
        return ToolGroup.names(List.of(tool)) + " " + Figures.count(Figures.tenths(before)) + " → "
                + Figures.count(Figures.tenths(after));
    }

    private static double ofRun(
            String tool, List<Pair> pairs, Function<Pair, AgentComposition> side, ToIntFunction<Pair> runs) {
        return pairs.stream()
                .mapToDouble(
                        pair -> (double) side.apply(pair).calledTools().getOrDefault(tool, 0L) / runs.applyAsInt(pair))
                .sum();
    }
}
