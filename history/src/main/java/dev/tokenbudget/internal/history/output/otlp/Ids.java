package dev.tokenbudget.internal.history.output.otlp;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Ids of traces and spans that are the same whenever a run is sent again. */
final class Ids {

    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    private Ids() {}

    static ByteString trace(String run) {
        return ByteString.copyFrom(hash("trace " + run), 0, TRACE_BYTES);
    }

    /** Return the id of the span of a run's call, or for 0 of the run's own. */
    static ByteString span(String run, int call) {
        return ByteString.copyFrom(hash("span " + call + " " + run), 0, SPAN_BYTES);
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
