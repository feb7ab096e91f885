package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Asks a provider for usage that the agent did not ask for, and tells what came only because of that. */
public interface UsageRequest {

    /** Usage comes without being requested. */
    UsageRequest NONE = new UsageRequest() {
        @Override
        public Optional<byte[]> addTo(byte[] body) {
            return Optional.empty();
        }

        @Override
        public boolean isAnswer(JsonNode document) {
            return false;
        }

        @Override
        public boolean isNamedIn(String errorBody) {
            return false;
        }
    };

    /** Return {@code body} with the question for usage, or nothing where the agent asked itself. */
    Optional<byte[]> addTo(byte[] body);

    /** Whether {@code document} is what only the question brought: the agent does not get it. */
    boolean isAnswer(JsonNode document);

    /** Whether an upstream's error speaks of the question. */
    boolean isNamedIn(String errorBody);
}
