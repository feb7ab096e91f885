package dev.tokenbudget.internal.junit;

import dev.tokenbudget.junit.ModelGateway;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The gateway's URLs for one run, or those that all runs share.
 *
 * @param byUpstream gives the base URL that stands for an upstream's own
 * @param reporting gives the variables by which an agent in another process reports beside the gateway
 * @param ofJudge gives the URLs for the judge of what the agent does
 */
record GatewayUrls(
        UnaryOperator<String> byUpstream, Supplier<Map<String, String>> reporting, Supplier<ModelGateway> ofJudge)
        implements ModelGateway {

    /** The variable from which the clients of an upstream read their base URL. */
    private static final Map<String, String> VARIABLES = Map.of(
            "anthropic", "ANTHROPIC_BASE_URL",
            "azure", "AZURE_OPENAI_ENDPOINT",
            "gemini", "GOOGLE_GEMINI_BASE_URL",
            "groq", "GROQ_BASE_URL",
            // Mistral's own clients read none; LangChain's reads this one, and wants the version in it.
            "mistral", "MISTRAL_BASE_URL",
            "ollama", "OLLAMA_HOST",
            "openai", "OPENAI_BASE_URL",
            "together", "TOGETHER_BASE_URL",
            "vertex", "GOOGLE_VERTEX_BASE_URL");

    /** The upstreams whose clients are pointed here where a test names none. */
    private static final String[] USUAL = {"anthropic", "gemini", "mistral", "ollama", "openai", "vertex"};

    @Override
    public String to(String upstream) {
        return byUpstream.apply(upstream);
    }

    @Override
    public Map<String, String> environment() {
        return environment(USUAL);
    }

    @Override
    public Map<String, String> environment(String... upstreams) {
        Map<String, String> variables = new TreeMap<>();
        for (String upstream : upstreams) {
            String url = to(upstream);
            boolean lacksVersion = upstream.equals("mistral") && !url.endsWith("/v1");
            variables.put(variableOf(upstream), lacksVersion ? url + "/v1" : url);
        }
        variables.putAll(reporting.get());
        return variables;
    }

    @Override
    public ModelGateway judge() {
        return ofJudge.get();
    }

    private static String variableOf(String upstream) {
        return Optional.ofNullable(VARIABLES.get(upstream))
                .orElseThrow(() -> new IllegalArgumentException("No variable is known that clients of upstream '"
                        + upstream + "' read their base URL from; those of "
                        + String.join(", ", new TreeSet<>(VARIABLES.keySet())) + " do. Put gateway.to(\"" + upstream
                        + "\") into a variable that the agent reads in its own code."));
    }
}
