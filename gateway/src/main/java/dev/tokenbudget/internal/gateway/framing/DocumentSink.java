package dev.tokenbudget.internal.gateway.framing;

import com.fasterxml.jackson.databind.JsonNode;

/** Takes the documents that a framing cuts out of a body. */
interface DocumentSink {

    /** Take the document from {@code begin} to {@code end}, which may not be JSON. */
    void accept(byte[] bytes, int begin, int end);

    /** Take a document that was read already. */
    void accept(JsonNode document);

    /** Whether texts are read that a model wrote. */
    boolean readsTexts();

    /** Note that a document was too large to be kept. */
    void tooLarge();
}
