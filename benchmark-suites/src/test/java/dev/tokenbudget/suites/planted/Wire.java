package dev.tokenbudget.suites.planted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** How one provider's protocol is spoken. */
sealed interface Wire permits MessagesWire, ChatWire {

    /** Return the name that the gateway has for the provider. */
    String upstream();

    /** Return what follows the base URL. */
    String path();

    String model(boolean isLarge);

    /** Return a request, without whatever it says beyond prompt, model and limit. */
    ObjectNode request(String model, int mostOutput, Optional<String> schema, Prompt prompt);

    ObjectNode tool(String name, String description);

    ObjectNode ofUser(String text);

    /** Return an answer as it is sent again. */
    ObjectNode ofModel(JsonNode answer);

    ObjectNode result(JsonNode answer, String text);

    boolean isCut(JsonNode answer);

    /** What a request holds. */
    record Prompt(String system, List<ObjectNode> tools, List<ObjectNode> messages) {}
}
