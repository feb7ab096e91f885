package dev.tokenbudget.junit;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The gateway's URLs for one run, or those that all runs share.
 *
 * @param byUpstream gives the base URL that stands for an upstream's own
 */
record GatewayUrls(UnaryOperator<String> byUpstream) implements ModelGateway {

    /** The variables that the providers' official clients read their base URL from, and the upstream of each. */
    private static final Map<String, String> UPSTREAM_BY_VARIABLE = Map.of(
            "ANTHROPIC_BASE_URL", "anthropic",
            "OPENAI_BASE_URL", "openai",
            "GOOGLE_GEMINI_BASE_URL", "gemini",
            "GOOGLE_VERTEX_BASE_URL", "vertex");

    @Override
    public String to(String upstream) {
        return byUpstream.apply(upstream);
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        UPSTREAM_BY_VARIABLE.forEach((variable, upstream) -> variables.put(variable, to(upstream)));
        return variables;
    }
}
