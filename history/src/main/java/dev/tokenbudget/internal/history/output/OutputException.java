package dev.tokenbudget.internal.history.output;

/** What could not be sent or written; the message says why and what helps, and holds no secret. */
public final class OutputException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public OutputException(String message) {
        super(message);
    }
}
