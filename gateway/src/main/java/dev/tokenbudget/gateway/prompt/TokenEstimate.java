package dev.tokenbudget.gateway.prompt;

/**
 * Estimates how many tokens a text makes, without a vocabulary.
 *
 * <p>Only the proportions between the sections of a prompt are used, for the provider's own count is what they are scaled
 * to. Counting the words, numbers and signs that tokenizers cut a text into first comes close enough to a real vocabulary
 * (a test compares them), which would weigh several megabytes on users' class paths and half a second at its first use.
 */
final class TokenEstimate {

    /** Letters of a longer word that make one token. */
    private static final double LETTERS = 6.5;

    private static final double FOREIGN_LETTERS = 3.2;
    private static final double DIGITS = 3;
    private static final double IDEOGRAPHS = 1.7;
    private static final double SIGNS = 4;

    /** Kinds of characters that make tokens together. */
    private enum Kind {
        SPACE,
        LETTER,
        FOREIGN,
        IDEOGRAPH,
        DIGIT,
        SIGN
    }

    private TokenEstimate() {}

    /** Return the number of tokens that {@code text} makes, about. */
    static double of(CharSequence text) {
        double tokens = 0;
        int at = 0;
        while (at < text.length()) {
            Kind kind = kindOf(text.charAt(at));
            int begin = at;
            while (at < text.length() && kindOf(text.charAt(at)) == kind) {
                at++;
            }
            tokens += tokensOf(kind, at - begin);
        }
        return tokens;
    }

    private static double tokensOf(Kind kind, int length) {
        return switch (kind) {
            // A space belongs to the word behind it; indentation makes a token of its own.
            case SPACE -> length > 1 ? 1 : 0;
            case LETTER -> Math.max(1, length / LETTERS);
            case FOREIGN -> Math.max(1, length / FOREIGN_LETTERS);
            case DIGIT -> Math.ceil(length / DIGITS);
            case IDEOGRAPH -> length / IDEOGRAPHS;
            // Signs in a row, such as "}, are mostly one token.
            case SIGN -> Math.ceil(length / SIGNS);
        };
    }

    private static Kind kindOf(char c) {
        if (Character.isWhitespace(c)) {
            return Kind.SPACE;
        }
        if (c >= '0' && c <= '9') {
            return Kind.DIGIT;
        }
        if (!Character.isLetter(c) && c != '_') {
            return Kind.SIGN;
        }
        if (c >= '\u2e80') {
            return Kind.IDEOGRAPH;
        }
        return c < '\u0250' ? Kind.LETTER : Kind.FOREIGN;
    }
}
