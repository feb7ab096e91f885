package dev.tokenbudget.internal.accepting;

/** Runs cannot become a baseline; the message names the task and the remedy. */
public final class UpdateRefusedException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    UpdateRefusedException(String message) {
        super(message);
    }
}
