package dev.tokenbudget.internal.history.store;

/** A history that cannot be used; the message says why and what helps, and tells no password. */
public final class HistoryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    HistoryException(String message) {
        super(message);
    }
}
