package dev.tokenbudget.suites.planted;

import dev.tokenbudget.suites.planted.AgentPlan.ToolUse;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How one run differs from what is planned, as runs of models do; the same for the same seed, whatever else the plan holds.
 *
 * @param seed decides all that is random in it
 * @param spread by how much the lengths of answers differ: the standard deviation of their logarithm
 * @param repeated the probability that a tool is called once more
 */
record Noise(long seed, double spread, double repeated) {

    static final Noise NONE = new Noise(0, 0, 0);

    /** Return the length of the answer that {@code agent} gives in its round {@code round}. */
    int length(int tokens, String agent, int round) {
        return (int) Math.round(
                tokens * Math.exp(spread * draws("length", agent, round).nextGaussian()));
    }

    /** Return which tools {@code agent} calls: some of its own once more, with other arguments. */
    List<ToolUse> uses(AgentPlan agent) {
        List<ToolUse> uses = new ArrayList<>();
        for (ToolUse use : agent.uses()) {
            uses.add(use);
            boolean again = draws("again", agent.name() + use.about(), 0).nextDouble() < repeated;
            if (again && !use.tool().startsWith(PlannedRun.ASK)) {
                uses.add(new ToolUse(use.tool(), use.about() + " once more"));
            }
        }
        return uses;
    }

    private SplittableRandom draws(String what, String of, int round) {
        return new SplittableRandom(seed * 1_000_003 + (what + of + round).hashCode());
    }
}
