package dev.tokenbudget.suites.offline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Function;

/** How one provider's protocol asks for an answer, and how it writes one. */
abstract sealed class Dialect permits AnthropicDialect, ChatCompletionsDialect, ResponsesDialect {

    private final String path;
    private final Function<OfflineRequest, Charge> counting;

    /**
     * Name what does not depend on a request.
     *
     * @param path the end of the paths that this protocol is spoken at
     * @param counting counts a prompt as this provider does, with its way of caching
     */
    Dialect(String path, Function<OfflineRequest, Charge> counting) {
        this.path = path;
        this.counting = counting;
    }

    final String path() {
        return path;
    }

    final Charge charge(OfflineRequest request) {
        return counting.apply(request);
    }

    /**
     * Read a request.
     *
     * @throws BadRequest if the provider would refuse it
     */
    abstract OfflineRequest read(ObjectNode body);

    /** Write a reply as one JSON document. */
    abstract ObjectNode write(ObjectNode body, Reply reply);

    /** Write a reply as a stream of events. */
    abstract void stream(ObjectNode body, Reply reply, EventStream events) throws IOException;

    /** Write a refusal. */
    abstract ObjectNode error(String type, String message);
}
