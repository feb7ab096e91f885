package dev.tokenbudget.internal.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.gateway.protocol.ModelRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id by which a provider knows the conversation that a request is part of: OpenAI's {@code conversation} and threads, Mistral's
 * conversations, sessions of Bedrock's agents.
 */
final class ConversationId {

    private static final Pattern IN_PATH = Pattern.compile("/(?:threads|conversations|sessions)/([^/:]+)");

    private ConversationId() {}

    static Optional<String> of(ModelRequest asked) {
        JsonNode conversation = asked.body().path("conversation");
        String inBody = conversation.isTextual()
                ? conversation.asText()
                : conversation.path("id").asText("");
        if (!inBody.isEmpty()) {
            return Optional.of(inBody);
        }
        if (!asked.path().contains("s/")) {
            return Optional.empty();
        }
        Matcher path = IN_PATH.matcher(asked.path());
        return path.find() ? Optional.of(path.group(1)) : Optional.empty();
    }
}
