package dev.tokenbudget.suites.offline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** How one provider's protocol asks for an answer, and how it writes one. */
sealed interface Dialect permits AnthropicDialect, ChatCompletionsDialect, ResponsesDialect {

    /** Return the end of the paths that this protocol is spoken at. */
    String path();

    /**
     * Read a request.
     *
     * @throws BadRequest if the provider would refuse it
     */
    OfflineRequest read(ObjectNode body);

    /** Count a prompt as this provider does, with its way of caching. */
    Charge charge(OfflineRequest request);

    /** Write a reply as one JSON document. */
    ObjectNode write(ObjectNode body, Reply reply);

    /** Write a reply as a stream of events. */
    void stream(ObjectNode body, Reply reply, EventStream events) throws IOException;

    /** Write a refusal. */
    ObjectNode error(String type, String message);
}
