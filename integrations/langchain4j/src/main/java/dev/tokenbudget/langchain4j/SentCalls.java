package dev.tokenbudget.langchain4j;

import dev.tokenbudget.integration.SentCall;
import java.util.Map;
import java.util.Optional;

/** Reads back what a listener left in the attributes that LangChain4j hands from a request to its answer. */
final class SentCalls {

    private SentCalls() {}

    static Optional<SentCall> takenFrom(Map<Object, Object> attributes, Object listener) {
        return attributes.remove(listener) instanceof SentCall sent ? Optional.of(sent) : Optional.empty();
    }
}
