package dev.tokenbudget.internal.gateway.framing;

/** Takes the documents that a framing cuts out of a body. */
@FunctionalInterface
interface DocumentSink {

    /** Take one document, which may not be JSON. */
    void accept(byte[] document);
}
