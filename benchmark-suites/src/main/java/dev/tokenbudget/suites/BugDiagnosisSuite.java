package dev.tokenbudget.suites;

import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.suites.inputs.Workspace;

/**
 * Measures an agent that finds the cause of a fault in production: a clinic whose day stayed unplanned in one night of
 * March.
 *
 * <pre>{@code
 * class BugDiagnosisBenchmark extends BugDiagnosisSuite {
 *
 *     @Override
 *     protected String diagnose(ModelGateway gateway, String stackTrace, String log) {
 *         return new MyBugFinder(gateway.openAi()).find(stackTrace, log);
 *     }
 * }
 * }</pre>
 */
public abstract class BugDiagnosisSuite {

    /** For the class that brings the agent. */
    protected BugDiagnosisSuite() {}

    /**
     * Let the agent find the cause.
     *
     * @param gateway gives the base URL that the agent has to use
     * @param stackTrace the logged error with its stack trace
     * @param log the application's log of that night
     * @return the diagnosis as the agent wrote it
     */
    protected abstract String diagnose(ModelGateway gateway, String stackTrace, String log);

    /** {@return the log, the stack trace and the sources, for an agent with tools} */
    protected final Workspace incident() {
        return Workspace.bugDiagnosis();
    }

    /**
     * Measure an agent that looks for the cause of a fault, and require that it finds it.
     *
     * @param gateway gives the base URL that the agent has to use
     */
    @BenchmarkTask
    public void diagnosesFaultFromStackTraceAndLog(ModelGateway gateway) {
        String diagnosis =
                diagnose(gateway, incident().read("stack-trace.txt"), incident().read("application.log"));

        new Expectations("The diagnosis", diagnosis)
                .mentions("daylight", "summer time", "DST", "clocks")
                .mentions("planMorning");
    }
}
