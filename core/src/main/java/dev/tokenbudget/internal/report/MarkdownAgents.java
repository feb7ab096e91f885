package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.efficiency.AgentSpending;
import dev.tokenbudget.internal.efficiency.AgentSpending.MeanRun;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What each agent of a task spends, as a folded table of Markdown. */
final class MarkdownAgents {

    private static final List<String> HEAD =
            List.of("task", "agent", "calls", "tokens", "input", "output", "tool calls", "model", "cost");

    private MarkdownAgents() {}

    /** Return the section on those of {@code tasks} whose agents moved, in their order; empty where none did. */
    static String of(List<JudgedTask> tasks) {
        List<OfTask> agents = tasks.stream()
                .map(JudgedTask::comparison)
                .flatMap(task -> task.agents().stream()
                        .filter(agent -> !agent.before().equals(agent.after()))
                        .map(agent -> new OfTask(task, agent)))
                .toList();
        return MarkdownFold.of(
                "What each agent spends",
                HEAD,
                agents,
                MarkdownAgents::row,
                "A run on average, before → after; agents that did not move are left out.");
    }

    private record OfTask(TaskComparison task, AgentSpending agent) {}

    private static String row(OfTask spent) {
        AgentSpending agent = spent.agent();
        return MarkdownText.row(List.of(
                MarkdownText.ofTask(spent.task()),
                agent.isUnnamed() ? "(no name)" : MarkdownText.escaped(agent.agent()),
                change(agent, MeanRun::calls),
                change(agent, MeanRun::total),
                change(agent, MeanRun::input),
                change(agent, MeanRun::output),
                change(agent, MeanRun::toolCalls),
                changeOfText(agent, AgentText::models),
                changeOfText(agent, AgentText::cost)));
    }

    private static String change(AgentSpending agent, ToDoubleFunction<MeanRun> figure) {
        return changeOfText(agent, run -> Figures.count(figure.applyAsDouble(run)));
    }

    private static String changeOfText(AgentSpending agent, Function<MeanRun, String> figure) {
        Function<MeanRun, String> text = run -> MarkdownText.escaped(figure.apply(run));
        return MarkdownText.change(
                agent.before().map(text).orElse("-"), agent.after().map(text).orElse("-"));
    }
}
