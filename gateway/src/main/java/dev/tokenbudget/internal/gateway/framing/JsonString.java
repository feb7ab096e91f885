package dev.tokenbudget.internal.gateway.framing;

import java.nio.charset.StandardCharsets;

/**
 * A string in JSON, found without looking at each of its bytes.
 *
 * @param begin where its first character is
 * @param close where its closing quote is; -1 where it does not end
 */
record JsonString(int begin, int close) {

    /** Find the string whose opening quote is at {@code quote}. */
    static JsonString at(byte[] bytes, int quote, int limit) {
        int close = end(bytes, quote + 1, limit);
        return new JsonString(quote + 1, close < limit && bytes[close] == '"' ? close : -1);
    }

    /**
     * Return where the string ends that goes on at {@code begin}: at its closing quote, or at a control character, which none
     * holds; {@code limit} where neither comes, or one more where the next character is escaped.
     */
    static int end(byte[] bytes, int begin, int limit) {
        int at = EightBytes.specialOfText(bytes, begin, limit);
        while (at < limit && bytes[at] == '\\') {
            at = EightBytes.specialOfText(bytes, at + 2, limit);
        }
        return at;
    }

    boolean isWhole() {
        return close >= 0;
    }

    int length() {
        return close - begin;
    }

    /** Return where what follows begins. */
    int end() {
        return close + 1;
    }

    /** Return what stands between the quotes, as it stands there. */
    String raw(byte[] bytes) {
        return new String(bytes, begin, length(), StandardCharsets.UTF_8);
    }
}
