package dev.tokenbudget.internal.history.store;

/** A history that cannot be used; the message says why and what helps. */
public final class HistoryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    HistoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
