package dev.tokenbudget.springai;

/** Names providers as the gateway's upstreams are named. */
final class SpringAiProvider {

    static final String ANTHROPIC = "anthropic";
    static final String BEDROCK = "bedrock";
    static final String GEMINI = "gemini";
    static final String VERTEX = "vertex";

    private SpringAiProvider() {}

    static String nameOf(String springName) {
        return switch (springName) {
            case "bedrock_converse" -> BEDROCK;
            case "google_genai" -> GEMINI;
            case "mistral_ai" -> "mistral";
            case "vertex_ai" -> VERTEX;
            default -> springName.replace('_', '-');
        };
    }
}
