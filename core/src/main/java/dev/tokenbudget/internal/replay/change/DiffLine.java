package dev.tokenbudget.internal.replay.change;

/** A line of a changed text, or what stands for lines that did not change. */
public record DiffLine(Kind kind, String text) {

    /** What became of a line. */
    public enum Kind {
        /** It is in both texts. */
        KEPT(" "),
        /** It was only recorded. */
        REMOVED("-"),
        /** It was only asked now. */
        ADDED("+"),
        /** It stands for lines that are not shown. */
        LEFT_OUT("@");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }
    }

    /** Return the line as a diff has it, of at most so many characters and a remark. */
    public String inDiff(int mostCharacters) {
        int end = Math.min(text.length(), mostCharacters);
        boolean halves = end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
        String shown = text.substring(0, halves ? end - 1 : end);
        return kind.sign + shown + (end < text.length() ? "… (" + (text.length() - end) + " characters more)" : "");
    }
}
