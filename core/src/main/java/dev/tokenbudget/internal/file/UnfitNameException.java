package dev.tokenbudget.internal.file;

/** A name that was read can name no file of ours; the message shows it in printable characters and says why. */
public final class UnfitNameException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;
    private static final int LONGEST = 120;

    /**
     * Create an exception.
     *
     * @param what what the name is a name of, such as "The test class"
     * @param name the name as it was read
     * @param problem why it is refused, as the rest of a sentence whose subject is the name, without a full stop
     */
    public UnfitNameException(String what, String name, String problem) {
        super(what + " '" + printable(name) + "' " + problem + ".");
    }

    private static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(character -> {
            if (NameCharacters.isPrintable(character)) {
                shown.appendCodePoint(character);
            } else {
                shown.append(String.format("\\u%04X", character));
            }
        });
        return text.codePointCount(0, text.length()) > LONGEST ? shown + "…" : shown.toString();
    }
}
