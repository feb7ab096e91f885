package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.UnaryOperator;

/** Reads one answer, document by document. */
@FunctionalInterface
public interface ResponseReader {

    /**
     * Take from {@code document} what it says of the call.
     *
     * @param document the whole body, or one event of a stream
     * @param reading what is known of the call so far
     */
    void read(JsonNode document, UsageReading reading);

    /**
     * Take from an answer's headers what they say of the call, before its first document.
     *
     * @param header returns a header's value, or an empty text
     */
    default void readHeaders(UnaryOperator<String> header, UsageReading reading) {}

    /**
     * Whether a document may say something new that repeats the one before in all but a text that the model wrote. Where it may
     * not, such a document need not be read.
     */
    default boolean isMovedByText() {
        return true;
    }

    /**
     * Whether it reads what the model wrote, however long that is. Where it does not, what stands for a long text is another,
     * which is not empty.
     */
    default boolean readsTexts() {
        return false;
    }

    /** Take note that the answer came to its end, and was not cut: nothing of it is missing. */
    default void end(UsageReading reading) {}
}
