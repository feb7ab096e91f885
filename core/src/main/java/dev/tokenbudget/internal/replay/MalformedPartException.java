package dev.tokenbudget.internal.replay;

/** A value of a recording cannot be understood; the message is a sentence. */
final class MalformedPartException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String pointer;

    /**
     * Create an exception.
     *
     * @param pointer the JSON pointer of the value
     * @param problem what is wrong, as a whole sentence
     */
    MalformedPartException(String pointer, String problem) {
        super(problem);
        this.pointer = pointer;
    }

    /** Return the JSON pointer of the value. */
    String pointer() {
        return pointer;
    }
}
