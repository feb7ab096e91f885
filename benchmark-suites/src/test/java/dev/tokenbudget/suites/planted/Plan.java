package dev.tokenbudget.suites.planted;

import dev.tokenbudget.suites.planted.AgentPlan.ToolUse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a test lets agents do in a run: a desk that asks others as it asks tools.
 *
 * @param agents all agents that are asked; the first gets the task, and asks the others
 * @param reviewers agents that go over the answer, one after the other
 * @param isJudged whether the test lets a model judge the answer
 */
record Plan(List<AgentPlan> agents, List<AgentPlan> reviewers, boolean isJudged) {

    static final String DESK = "desk";
    static final String RESEARCHER = "researcher";
    static final String WRITER = "writer";

    Plan {
        agents = List.copyOf(agents);
        reviewers = List.copyOf(reviewers);
    }

    /** Return a plan of three agents: the desk has eight tools and calls five of them. */
    static Plan base() {
        AgentPlan desk = AgentPlan.of(DESK, 600)
                .offered(none -> List.of(
                        ToolPlan.of("search", 70, 260),
                        ToolPlan.of("lookup_order", 60, 180),
                        ToolPlan.of("read_policy", 80, 220),
                        ToolPlan.of("translate", 250, 60),
                        ToolPlan.of("book_seat", 300, 60),
                        ToolPlan.of("cancel_seat", 75, 60),
                        ToolPlan.of("ask_researcher", 40, 0),
                        ToolPlan.of("ask_writer", 40, 0)))
                .using(none -> List.of(
                        use("search", 1),
                        use("lookup_order", 1),
                        use("search", 2),
                        use("read_policy", 1),
                        use("ask_researcher", 1),
                        use("lookup_order", 2),
                        use("ask_writer", 1)));
        AgentPlan researcher = AgentPlan.of(RESEARCHER, 350)
                .offered(none -> List.of(
                        ToolPlan.of("open_page", 60, 300),
                        ToolPlan.of("list_pages", 50, 150),
                        ToolPlan.of("quote_page", 70, 80)))
                .using(none -> List.of(use("list_pages", 1), use("open_page", 1), use("quote_page", 1)));
        AgentPlan writer = AgentPlan.of(WRITER, 300).with(AgentPlan.Number.ANSWER, 280);
        return new Plan(List.of(desk, researcher, writer), List.of(), false);
    }

    static ToolUse use(String tool, int number) {
        return new ToolUse(tool, tool + " " + number);
    }

    AgentPlan agent(String name) {
        return agents.stream()
                .filter(agent -> agent.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Return this with another agent {@code name}. */
    Plan with(String name, UnaryOperator<AgentPlan> change) {
        return new Plan(
                agents.stream()
                        .map(agent -> agent.name().equals(name) ? change.apply(agent) : agent)
                        .toList(),
                reviewers,
                isJudged);
    }

    /** Return this with one more agent, which the desk is offered as a tool and asks last. */
    Plan asking(AgentPlan more) {
        List<AgentPlan> all = new ArrayList<>(agents);
        all.add(more);
        String tool = "ask_" + more.name();
        return new Plan(all, reviewers, isJudged)
                .with(
                        DESK,
                        desk -> desk.offered(tools -> {
                                    tools.add(ToolPlan.of(tool, 40, 0));
                                    return tools;
                                })
                                .using(uses -> {
                                    uses.add(use(tool, 1));
                                    return uses;
                                }));
    }

    /** Return this without an agent, and without what the desk asked of it. */
    Plan without(String name) {
        return new Plan(
                        agents.stream()
                                .filter(agent -> !agent.name().equals(name))
                                .toList(),
                        reviewers,
                        isJudged)
                .with(DESK, desk -> desk.without("ask_" + name));
    }

    Plan reviewedBy(AgentPlan reviewer) {
        return new Plan(agents, List.of(reviewer), isJudged);
    }

    Plan judged() {
        return new Plan(agents, reviewers, true);
    }
}
