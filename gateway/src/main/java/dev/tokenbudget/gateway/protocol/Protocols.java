package dev.tokenbudget.gateway.protocol;

import java.util.List;
import java.util.Optional;

/** Every protocol that the gateway reads; the first that matches a request reads its answer. */
public final class Protocols {

    private static final List<Protocol> ALL = List.of(
            new AnthropicMessages(),
            new ChatCompletions(),
            new Responses(),
            new Gemini(),
            new GeminiInteractions(),
            new BedrockConverse(),
            new BedrockInvoke(),
            new Cohere(),
            new Ollama(),
            new Embeddings(),
            new Rerank(),
            new OpenAiMedia(),
            new Assistants(),
            new UnknownApi());

    private Protocols() {}

    /** Return the protocol of {@code request}, or nothing where it is no use of a model that the gateway knows. */
    public static Optional<Protocol> of(ModelRequest request) {
        return ALL.stream().filter(protocol -> protocol.matches(request)).findFirst();
    }

    /** Return an error in the shape that most providers share, for a request of which no protocol is known. */
    public static String error(int status, String sentence) {
        return OpenAiUsage.error(status, sentence);
    }
}
