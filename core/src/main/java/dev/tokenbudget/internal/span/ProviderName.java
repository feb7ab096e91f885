package dev.tokenbudget.internal.span;

import java.util.Locale;

/** Brings the names that tools have for providers to those of upstreams. */
public final class ProviderName {

    /** What stands where nobody told. */
    public static final String UNKNOWN = "unknown";

    private ProviderName() {}

    /** Return the name of the upstream that {@code name} means. */
    public static String upstream(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "" -> UNKNOWN;
            case "aws", "aws.bedrock", "aws_bedrock", "amazon_bedrock", "bedrock_converse" -> "bedrock";
            case "az.ai.openai", "azure.ai.openai", "azure", "azure_openai" -> "azure-openai";
            case "az.ai.inference", "azure.ai.inference", "azure_ai" -> "azure-foundry";
            case "gcp.gemini", "gcp.gen_ai", "google", "google_genai" -> "gemini";
            case "gcp.vertex_ai", "google_vertexai", "vertex_ai", "vertexai" -> "vertex";
            case "mistral_ai", "mistralai" -> "mistral";
            case "together_ai" -> "together";
            case "x_ai" -> "xai";
            // Vercel's AI SDK adds the API after a dot: openai.responses.
            default -> lower.contains(".") ? lower.substring(0, lower.indexOf('.')) : lower;
        };
    }
}
