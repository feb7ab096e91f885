package dev.tokenbudget.internal.history.output.otlp;

/** Brings the names of upstreams to those that the conventions have for providers. */
final class Provider {

    private Provider() {}

    static String named(String upstream) {
        return switch (upstream) {
            case "azure-foundry" -> "azure.ai.inference";
            case "azure-openai" -> "azure.ai.openai";
            case "bedrock" -> "aws.bedrock";
            case "gemini" -> "gcp.gemini";
            case "mistral" -> "mistral_ai";
            case "moonshot" -> "moonshot_ai";
            case "vertex" -> "gcp.vertex_ai";
            case "xai" -> "x_ai";
            default -> upstream;
        };
    }
}
