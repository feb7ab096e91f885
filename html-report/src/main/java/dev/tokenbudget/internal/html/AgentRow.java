package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.efficiency.AgentSpending;
import dev.tokenbudget.internal.efficiency.AgentSpending.MeanRun;
import dev.tokenbudget.internal.report.AgentText;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What one agent spends in a mean run, before and now. */
record AgentRow(
        String agent,
        String calls,
        String tokens,
        String input,
        String output,
        String toolCalls,
        String models,
        String cost) {

    /** Return a row for each agent; nothing where no call names its agent. */
    static List<AgentRow> of(TaskComparison task) {
        return task.agents().stream().map(AgentRow::of).toList();
    }

    private static AgentRow of(AgentSpending agent) {
        return new AgentRow(
                agent.isUnnamed() ? "(no name)" : agent.agent(),
                change(agent, MeanRun::calls),
                change(agent, MeanRun::total),
                change(agent, MeanRun::input),
                change(agent, MeanRun::output),
                change(agent, MeanRun::toolCalls),
                changeOfText(agent, AgentText::models),
                changeOfText(agent, AgentText::cost));
    }

    private static String change(AgentSpending agent, ToDoubleFunction<MeanRun> figure) {
        return changeOfText(agent, run -> Figures.count(figure.applyAsDouble(run)));
    }

    private static String changeOfText(AgentSpending agent, Function<MeanRun, String> figure) {
        String before = agent.before().map(figure).orElse(Sides.NOTHING);
        String after = agent.after().map(figure).orElse(Sides.NOTHING);
        return before.equals(after) ? after : before + " → " + after;
    }
}
