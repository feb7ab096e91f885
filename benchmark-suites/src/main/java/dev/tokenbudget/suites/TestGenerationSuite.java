package dev.tokenbudget.suites;

import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.suites.inputs.Workspace;

/**
 * Measures an agent that writes tests for a feature with eight rules.
 *
 * <pre>{@code
 * class TestGenerationBenchmark extends TestGenerationSuite {
 *
 *     @Override
 *     protected String generateTests(ModelGateway gateway, String feature, String source) {
 *         return new MyTestWriter(gateway.openAi()).write(feature, source);
 *     }
 * }
 * }</pre>
 */
public abstract class TestGenerationSuite {

    /** For the class that brings the agent. */
    protected TestGenerationSuite() {}

    /**
     * Let the agent write tests.
     *
     * @param gateway gives the base URL that the agent has to use
     * @param feature what the feature does and its rules, R1 to R8, in Markdown
     * @param source the Java class that follows the rules
     * @return the tests as the agent wrote them
     */
    protected abstract String generateTests(ModelGateway gateway, String feature, String source);

    /**
     * Measure an agent that writes tests, and require a test of each rule.
     *
     * @param gateway gives the base URL that the agent has to use
     */
    @BenchmarkTask
    public void writesTestsForFeature(ModelGateway gateway) {
        Workspace files = Workspace.testGeneration();

        String tests = generateTests(gateway, files.read("feature.md"), files.read("SeatHold.java"));

        new Expectations("The test class", tests)
                .holdsAtLeast(8, "@Test")
                .mentions("SeatTakenException")
                .mentions("TooManySeatsException")
                .mentions("NotHeldException");
    }
}
