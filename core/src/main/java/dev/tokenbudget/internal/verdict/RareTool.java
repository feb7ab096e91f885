package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.waste.WasteKey;

/**
 * A tool that no run of this build calls, and what the accepted runs say of that: an agent may use it now and then.
 *
 * @param calls how often the accepted runs called it
 * @param runsBefore how many these are
 * @param runsAfter how many runs this build made
 */
record RareTool(long calls, int runsBefore, int runsAfter) {

    /** How likely chance may leave all calls to the accepted runs before the tool is said to be unused. */
    private static final double ALPHA = 0.05;

    static RareTool of(TaskComparison task, WasteKey tool) {
        int runsAfter = task.after().map(TaskRuns::size).orElse(0);
        return task.before()
                .flatMap(TaskBaseline::composition)
                .map(accepted -> new RareTool(calls(accepted, tool), accepted.runs(), runsAfter))
                .orElseGet(() -> new RareTool(0, 0, runsAfter));
    }

    private static long calls(Composition accepted, WasteKey tool) {
        return accepted.agent(tool.agent())
                .map(agent -> agent.calledTools().getOrDefault(tool.subject(), 0L))
                .orElse(0L);
    }

    /** Whether an agent that calls the tool as often as ever may well make this build's runs without it. */
    boolean mayBeUsed() {
        double share = (double) runsBefore / (runsBefore + runsAfter);
        return calls > 0 && Math.pow(share, Math.min(calls, runsBefore)) > ALPHA;
    }
}
