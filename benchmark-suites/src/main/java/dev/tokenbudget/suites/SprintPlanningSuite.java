package dev.tokenbudget.suites;

import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.suites.inputs.Workspace;

/**
 * Measures an agent that plans a sprint from a backlog of twelve stories, of which some need others and some have to wait.
 *
 * <pre>{@code
 * class SprintPlanningBenchmark extends SprintPlanningSuite {
 *
 *     @Override
 *     protected String plan(ModelGateway gateway, String backlog) {
 *         return new MyPlanner(gateway.openAi()).plan(backlog);
 *     }
 * }
 * }</pre>
 */
public abstract class SprintPlanningSuite {

    /** For the class that brings the agent. */
    protected SprintPlanningSuite() {}

    /**
     * Let the agent plan a sprint.
     *
     * @param gateway gives the base URL that the agent has to use
     * @param backlog the team, its capacity and the stories S-01 to S-12, in Markdown
     * @return the plan as the agent wrote it, stories named by their numbers
     */
    protected abstract String plan(ModelGateway gateway, String backlog);

    /**
     * Measure an agent that plans a sprint, and require a plan that can be worked on.
     *
     * @param gateway gives the base URL that the agent has to use
     */
    @BenchmarkTask
    public void plansSprintOverTwelveStories(ModelGateway gateway) {
        String plan = plan(gateway, Workspace.sprintPlanning().read("stories.md"));

        new Expectations("The plan", plan)
                .mentionsFirst("S-02", "S-07")
                .mentions("S-03")
                .mentions("S-05")
                .mentions("S-09");
    }
}
