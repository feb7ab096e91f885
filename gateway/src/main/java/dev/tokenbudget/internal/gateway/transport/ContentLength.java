package dev.tokenbudget.internal.gateway.transport;

/** What a Content-Length may be. */
public final class ContentLength {

    /** More digits than any body has bytes, and few enough for 64 bits. */
    private static final int MOST_DIGITS = 18;

    private ContentLength() {}

    /** Whether {@code text} is a length: digits, and nothing else. */
    public static boolean isOne(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MOST_DIGITS;
    }
}
