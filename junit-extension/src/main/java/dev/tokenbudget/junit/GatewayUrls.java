package dev.tokenbudget.junit;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The gateway's URLs for one run, or those that all runs share.
 *
 * @param byUpstream gives the base URL that stands for an upstream's own
 * @param reporting gives the variables by which an agent in another process reports beside the gateway
 */
record GatewayUrls(UnaryOperator<String> byUpstream, Supplier<Map<String, String>> reporting) implements ModelGateway {

    /** The variables that the providers' official clients read their base URL from, and the upstream of each. */
    private static final Map<String, String> UPSTREAM_BY_VARIABLE = Map.of(
            "ANTHROPIC_BASE_URL", "anthropic",
            "OPENAI_BASE_URL", "openai",
            "GOOGLE_GEMINI_BASE_URL", "gemini",
            "GOOGLE_VERTEX_BASE_URL", "vertex",
            "OLLAMA_HOST", "ollama");

    @Override
    public String to(String upstream) {
        return byUpstream.apply(upstream);
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        UPSTREAM_BY_VARIABLE.forEach((variable, upstream) -> variables.put(variable, to(upstream)));
        // Mistral's own clients read no variable; LangChain's reads this one, and wants the version in it.
        variables.put("MISTRAL_BASE_URL", to("mistral") + "/v1");
        variables.putAll(reporting.get());
        return variables;
    }
}
