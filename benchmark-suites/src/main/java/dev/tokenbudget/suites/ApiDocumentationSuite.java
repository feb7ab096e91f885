package dev.tokenbudget.suites;

import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.suites.inputs.Workspace;

/**
 * Measures an agent that writes the documentation of an API with six operations.
 *
 * <pre>{@code
 * class ApiDocumentationBenchmark extends ApiDocumentationSuite {
 *
 *     @Override
 *     protected String document(ModelGateway gateway, String openApi) {
 *         return new MyTechnicalWriter(gateway.anthropic()).document(openApi);
 *     }
 * }
 * }</pre>
 */
public abstract class ApiDocumentationSuite {

    /** For the class that brings the agent. */
    protected ApiDocumentationSuite() {}

    /**
     * Let the agent write the documentation.
     *
     * @param gateway gives the base URL that the agent has to use
     * @param openApi the API's description, OpenAPI 3.1 in YAML
     * @return the documentation as the agent wrote it
     */
    protected abstract String document(ModelGateway gateway, String openApi);

    /**
     * Measure an agent that documents an API, and require what its readers need.
     *
     * @param gateway gives the base URL that the agent has to use
     */
    @BenchmarkTask
    public void documentsApiFromOpenApi(ModelGateway gateway) {
        String documentation = document(gateway, Workspace.apiDocumentation().read("openapi.yaml"));

        new Expectations("The documentation", documentation)
                .mentions("X-Next-Cursor")
                .mentions("If-Match")
                .mentions("30 November")
                .mentions("waiting-list");
    }
}
