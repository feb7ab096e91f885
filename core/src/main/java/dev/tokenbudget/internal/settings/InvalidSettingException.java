package dev.tokenbudget.internal.settings;

/** A {@code tokenbudget.*} setting is unknown or unreadable; the message names the key, the value and what is allowed. */
public final class InvalidSettingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Create the exception with a whole sentence. */
    public InvalidSettingException(String message) {
        super(message);
    }
}
