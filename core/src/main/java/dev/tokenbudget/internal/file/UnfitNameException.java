package dev.tokenbudget.internal.file;

/** A name that was read can name no file of ours; the message shows it in printable characters and says why. */
public final class UnfitNameException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /**
     * Create an exception.
     *
     * @param what what the name is a name of, such as "The test class"
     * @param name the name as it was read
     * @param problem why it is refused, as the rest of a sentence whose subject is the name, without a full stop
     */
    public UnfitNameException(String what, String name, String problem) {
        super(what + " '" + PrintableText.of(name) + "' " + problem + ".");
    }
}
