package dev.tokenbudget.langchain4j;

import dev.langchain4j.model.ModelProvider;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names providers as the gateway's upstreams are named. */
final class LangChain4jProvider {

    private LangChain4jProvider() {}

    static String nameOf(@Nullable ModelProvider provider) {
        if (provider == null) {
            return "unknown";
        }
        // By name: a constant that an older or newer LangChain4j lacks must not break the listener.
        return switch (provider.name()) {
            case "OPEN_AI" -> "openai";
            case "AMAZON_BEDROCK" -> "bedrock";
            case "AZURE_OPEN_AI", "MICROSOFT_FOUNDRY" -> "azure-openai";
            case "GOOGLE_AI_GEMINI", "GOOGLE_GENAI" -> "gemini";
            case "GOOGLE_VERTEX_AI_GEMINI", "GOOGLE_VERTEX_AI_ANTHROPIC" -> "vertex";
            case "MISTRAL_AI" -> "mistral";
            case "VOYAGE_AI" -> "voyage";
            case "OTHER" -> "unknown";
            default -> provider.name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }
}
