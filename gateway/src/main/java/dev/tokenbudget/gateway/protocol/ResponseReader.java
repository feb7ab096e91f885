package dev.tokenbudget.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads one answer, document by document. */
@FunctionalInterface
public interface ResponseReader {

    /**
     * Take from {@code document} what it says of the call.
     *
     * @param document the whole body, or one event of a stream
     * @param reading what is known of the call so far
     */
    void read(JsonNode document, Reading reading);
}
