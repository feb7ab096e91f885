package dev.tokenbudget.internal.gateway.framing;

/** Takes the documents that a framing cuts out of a body. */
interface DocumentSink {

    /** Take one document, which may not be JSON. */
    void accept(byte[] document);

    /**
     * Take the JSON object that begins at {@code begin}, where it ends before {@code limit}, without a copy of it.
     *
     * @return where it ends; {@code begin} where it was not taken
     */
    default int take(byte[] bytes, int begin, int limit) {
        return begin;
    }

    /** Note that a document was too large to be kept. */
    default void tooLarge() {
        // Who takes documents alone does without it.
    }
}
