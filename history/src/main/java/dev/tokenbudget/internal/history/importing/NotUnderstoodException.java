package dev.tokenbudget.internal.history.importing;

/** A record cannot be counted; it says why, as the end of a sentence. */
final class NotUnderstoodException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String why;

    NotUnderstoodException(String why) {
        super(why);
        this.why = why;
    }

    String why() {
        return why;
    }
}
