package dev.tokenbudget.internal.verdict;

/** Runs cannot become a baseline; the message names the task and the cure. */
public final class AcceptanceRefusedException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    AcceptanceRefusedException(String message) {
        super(message);
    }
}
