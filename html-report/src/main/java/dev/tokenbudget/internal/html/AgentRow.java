package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.efficiency.AgentSpending;
import dev.tokenbudget.internal.efficiency.AgentSpending.MeanRun;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What one agent spends in a mean run, before and now. */
record AgentRow(String agent, String calls, String tokens, String input, String output, String toolCalls) {

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
                change(agent, MeanRun::toolCalls));
    }

    private static String change(AgentSpending agent, ToDoubleFunction<MeanRun> figure) {
        String before = text(agent.before(), figure);
        String after = text(agent.after(), figure);
        return before.equals(after) ? after : before + " → " + after;
    }

    private static String text(Optional<MeanRun> run, ToDoubleFunction<MeanRun> figure) {
        return run.map(spent -> Figures.count(figure.applyAsDouble(spent))).orElse(Sides.NOTHING);
    }
}
