package dev.tokenbudget.internal.gateway.protocol;

import java.util.List;
import java.util.Optional;

/** Every protocol that the gateway reads; the first that matches a request reads its answer. */
public final class Protocols {

    private static final List<Protocol> KNOWN = List.of(
            new Batches(),
            new AnthropicMessages(),
            new ChatCompletions(),
            new Responses(),
            new Gemini(),
            new GeminiCaches(),
            new GeminiInteractions(),
            new BedrockConverse(),
            new BedrockInvoke(),
            new BedrockAgents(),
            new MistralConversations(),
            new Cohere(),
            new Ollama(),
            new Embeddings(),
            new Rerank(),
            new OpenAiMedia(),
            new Assistants());

    /** For what no other protocol knows, and is not known to be free. */
    private static final List<Protocol> BY_SHAPE = List.of(new UnknownApi(), new Fetching());

    private Protocols() {}

    /** Return the protocol of {@code request}, or nothing where it is known to use no tokens. */
    public static Optional<Protocol> of(ModelRequest request) {
        Optional<Protocol> known = first(KNOWN, request);
        return known.isPresent() || KnownFree.contains(request) ? known : first(BY_SHAPE, request);
    }

    /** Return the protocol of a file that holds the results of the batch {@code id}. */
    public static Protocol ofBatchOutput(String id) {
        return new BatchOutput(id);
    }

    /** Return an error in the shape that most providers share, for a request of which no protocol is known. */
    public static String error(int status, String sentence) {
        return OpenAiUsage.error(status, sentence);
    }

    private static Optional<Protocol> first(List<Protocol> protocols, ModelRequest request) {
        for (Protocol protocol : protocols) {
            if (protocol.matches(request)) {
                return Optional.of(protocol);
            }
        }
        return Optional.empty();
    }
}
