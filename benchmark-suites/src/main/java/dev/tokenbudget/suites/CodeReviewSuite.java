package dev.tokenbudget.suites;

import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.suites.inputs.Workspace;

/**
 * Measures an agent that reviews a small pull request: six files of a web shop, with two faults that no review may miss.
 *
 * <pre>{@code
 * @TokenBudget(maxTotal = 25_000)
 * class CodeReviewBenchmark extends CodeReviewSuite {
 *
 *     @Override
 *     protected String review(ModelGateway gateway, String diff) {
 *         return new MyReviewer(gateway.anthropic()).review(diff);
 *     }
 * }
 * }</pre>
 *
 * <p>For another number of runs, override the test method and annotate it again.
 */
public abstract class CodeReviewSuite {

    /** For the class that brings the agent. */
    protected CodeReviewSuite() {}

    /**
     * Let the agent review a change.
     *
     * @param gateway gives the base URL that the agent has to use
     * @param diff the change in the unified format of git
     * @return the review as the agent wrote it
     */
    protected abstract String review(ModelGateway gateway, String diff);

    /** {@return the files of the repository with the change made, for an agent with tools} */
    protected final Workspace repository() {
        return Workspace.codeReview();
    }

    /**
     * Measure an agent that reviews a pull request, and require that it finds both faults.
     *
     * @param gateway gives the base URL that the agent has to use
     */
    @BenchmarkTask
    public void reviewsSmallPullRequest(ModelGateway gateway) {
        String review = review(gateway, repository().read("pull-request.diff"));

        new Expectations("The review", review)
                .mentions("null")
                .mentions("injection", "PreparedStatement", "prepared statement");
    }
}
