package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.efficiency.AgentSpending;
import dev.tokenbudget.internal.efficiency.AgentSpending.MeanRun;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.text.ForeignText;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says what agents spend, as reports write it. */
public final class AgentText {

    private static final String NOTHING = "-";

    private AgentText() {}

    /** Return the models that an agent asks for. */
    public static String models(MeanRun run) {
        return String.join(", ", run.models());
    }

    /** Return what an agent costs in a mean run. */
    public static String cost(MeanRun run) {
        return run.usd().isPresent() ? Figures.usd(run.usd().getAsDouble()) : NOTHING;
    }

    /** Return a line for each task whose calls name their agents and moved: what each of these spends in a mean run. */
    public static List<String> lines(Comparison comparison) {
        return comparison.tasks().stream()
                .map(judged -> judged.comparison())
                .filter(task ->
                        task.agents().stream().anyMatch(agent -> !agent.before().equals(agent.after())))
                .map(AgentText::line)
                .toList();
    }

    private static String line(TaskComparison task) {
        return ForeignText.line(task.agents().stream()
                .map(AgentText::inWords)
                .collect(Collectors.joining("; ", "Agents of " + task.task().shortName() + ", a run: ", ".")));
    }

    private static String inWords(AgentSpending agent) {
        String name = agent.isUnnamed() ? "calls that name no agent" : agent.agent();
        return name + " (" + change(agent, AgentText::models) + ") "
                + calls(agent) + ", "
                + change(agent, run -> Figures.count(run.total())) + " tokens, "
                + change(agent, AgentText::cost);
    }

    private static String calls(AgentSpending agent) {
        String calls = change(agent, run -> Figures.count(run.calls()));
        return calls + (calls.equals("1") ? " call" : " calls");
    }

    private static String change(AgentSpending agent, Function<MeanRun, String> figure) {
        String before = agent.before().map(figure).orElse(NOTHING);
        String after = agent.after().map(figure).orElse(NOTHING);
        return before.equals(after)
                        || (agent.before().isEmpty() && agent.after().isPresent())
                ? after
                : before + " → " + after;
    }
}
