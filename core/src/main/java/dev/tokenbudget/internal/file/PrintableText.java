package dev.tokenbudget.internal.file;

/** A text of others in a message: its control characters are named, and it is cut where it is long. */
final class PrintableText {

    private static final int LONGEST = 120;

    private PrintableText() {}

    static String of(String text) {
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
