package dev.tokenbudget.internal.composition;

import dev.tokenbudget.internal.statistics.RegressionLine;
import dev.tokenbudget.internal.statistics.RegressionLine.Point;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.UsageBasis;
import dev.tokenbudget.usage.UsageStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Learns from pairs of consecutive calls how many tokens a provider counts for a text: what the reported input grew by, over what
 * the text did. What a provider adds to every call falls out of the difference, and what it adds to every message falls into the
 * constant of the line.
 */
public final class SlopeLearning {

    /** Fewer pairs tell less than the table of families, however near to a line they are. */
    private static final int FEWEST_PAIRS = 8;

    /** A slope that may be further off tells less than the table of families. */
    private static final double LARGEST_ERROR = 0.05;

    /** Runs that were made of the same texts are near to their line by more than the next text will be. */
    private static final double SMALLEST_ERROR = 0.005;

    /** Of shorter texts, what a message adds is as large as they are. */
    private static final long SHORTEST_TEXT = 20;

    private static final double LOWEST = 0.5;
    private static final double HIGHEST = 2;
    private static final int DECIMALS = 4;

    private SlopeLearning() {}

    /** Return what the calls of {@code runs}, run by run, tell. */
    public static ModelSlopes from(Collection<List<ModelCall>> runs) {
        Map<String, Set<Point>> pairs = new TreeMap<>();
        for (List<ModelCall> calls : runs) {
            Map<List<Object>, ModelCall> latest = new HashMap<>();
            for (ModelCall call : calls) {
                if (!isPlain(call)) {
                    continue;
                }
                ModelCall before = latest.put(List.of(call.provider(), call.requestedModel(), call.agent()), call);
                // the call of a tool is in what the next prompt says, and has a structure of its own
                Optional<Point> pair = before == null || before.toolCalls() > 0 ? Optional.empty() : pair(before, call);
                if (pair.isPresent()) {
                    pairs.computeIfAbsent(call.provider() + " " + call.requestedModel(), of -> new LinkedHashSet<>())
                            .add(pair.get());
                }
            }
        }
        SortedMap<String, LearntSlope> learnt = new TreeMap<>();
        pairs.forEach((model, points) -> slope(points).ifPresent(slope -> learnt.put(model, slope)));
        return new ModelSlopes(learnt);
    }

    /** Whether all of a call's prompt is text, and the provider said what it is. */
    private static boolean isPlain(ModelCall call) {
        boolean reported = call.basis() == UsageBasis.REPORTED || call.basis() == UsageBasis.RECORDED;
        return reported
                && call.kind() == CallKind.INFERENCE
                && call.status() == UsageStatus.REPORTED
                && call.usage().input().isPresent()
                && call.prompt()
                        .filter(prompt -> prompt.whole() && !prompt.isPartlyOpaque())
                        .isPresent();
    }

    private static Optional<Point> pair(ModelCall earlier, ModelCall later) {
        return earlier.prompt()
                .flatMap(before -> later.prompt()
                        .filter(after -> haveSameFrame(before, after))
                        .map(after -> new Point(
                                after.tokens() - before.tokens(),
                                later.usage().input().orElse(0)
                                        - earlier.usage().input().orElse(0))))
                .filter(pair -> pair.x() >= SHORTEST_TEXT);
    }

    /** Whether prompts differ in what was said alone: tool definitions and results have a structure of their own. */
    private static boolean haveSameFrame(PromptSections before, PromptSections after) {
        return before.hashes().system().equals(after.hashes().system())
                && before.hashes().tools().equals(after.hashes().tools())
                && before.hashes().responseFormat().equals(after.hashes().responseFormat())
                && before.system().equals(after.system())
                && before.tools().equals(after.tools())
                && before.toolResults().equals(after.toolResults());
    }

    private static Optional<LearntSlope> slope(Set<Point> pairs) {
        if (pairs.size() < FEWEST_PAIRS) {
            return Optional.empty();
        }
        return RegressionLine.through(List.copyOf(pairs))
                .filter(line -> line.slope() >= LOWEST && line.slope() <= HIGHEST)
                .filter(line -> line.halfWidth() / line.slope() <= LARGEST_ERROR)
                .map(line -> new LearntSlope(
                        new TokenSlope((int) Math.round(line.slope() * 1000)),
                        BigDecimal.valueOf(Math.max(line.halfWidth() / line.slope(), SMALLEST_ERROR))
                                .setScale(DECIMALS, RoundingMode.UP)
                                .doubleValue(),
                        line.points()));
    }
}
