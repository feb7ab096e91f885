package dev.tokenbudget.internal.json;

/** What {@link RecordReader} was given is not what it reads; Jackson's data binding finds out whether it is wrong, and why. */
final class UnexpectedJsonException extends Exception {

    private static final long serialVersionUID = 1;

    UnexpectedJsonException() {}

    UnexpectedJsonException(Throwable cause) {
        super(cause);
    }

    /** It is caught where it matters, and thrown for every tree that is written. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
