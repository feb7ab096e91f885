package dev.tokenbudget.internal.history.alert;

/** A rule or a webhook that cannot be used; the message names the place and what is allowed. */
public final class MalformedAlertException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MalformedAlertException(String message) {
        super(message);
    }
}
