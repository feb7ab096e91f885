package dev.tokenbudget.internal.gateway.framing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A string in JSON, found without looking at each of its bytes.
 *
 * @param bytes what it stands in
 * @param begin where its first character is
 * @param close where its closing quote is; -1 where it does not end
 * @param escaped whether it holds an escape sequence
 * @param ascii whether all of it is ASCII
 */
record JsonString(byte[] bytes, int begin, int close, boolean escaped, boolean ascii) {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long QUOTES = EACH * '"';
    private static final long BACKSLASHES = EACH * '\\';
    private static final int LONGEST_NAME = 40;
    private static final int NAMES = 1 << 10;

    /** Names of fields are few: each is made once. Who loses a race makes it again. */
    private static final @Nullable String[] KNOWN = new String[NAMES];

    /** Find the string whose opening quote is at {@code quote}. */
    static JsonString at(byte[] bytes, int quote, int limit) {
        int begin = quote + 1;
        boolean escaped = false;
        long seen = 0;
        int at = begin;
        while (at < limit) {
            if (at + Long.BYTES <= limit) {
                long word = (long) WORDS.get(bytes, at);
                long found = zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES);
                if (found == 0) {
                    seen |= word;
                    at += Long.BYTES;
                    continue;
                }
                int before = Long.numberOfTrailingZeros(found) >>> 3;
                seen |= word & ((1L << (before << 3)) - 1);
                at += before;
            }
            byte b = bytes[at];
            if (b == '"') {
                return new JsonString(bytes, begin, at, escaped, (seen & HIGH) == 0);
            }
            seen |= b;
            escaped |= b == '\\';
            at += b == '\\' ? 2 : 1;
        }
        return new JsonString(bytes, begin, -1, escaped, false);
    }

    /** Return where the next quote or backslash is from {@code at} on; {@code limit} where there is none. */
    static int special(byte[] bytes, int begin, int limit) {
        int at = begin;
        while (at + Long.BYTES <= limit) {
            long word = (long) WORDS.get(bytes, at);
            long found = zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES);
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            at += Long.BYTES;
        }
        while (at < limit && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }

    /** Return a bit in each byte that is 0; bytes behind the first may have one, too. */
    private static long zeros(long word) {
        return (word - EACH) & ~word & HIGH;
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

    /** Whether it may be taken for a field's name as it stands. */
    boolean isName() {
        return isWhole() && !escaped && ascii && length() <= LONGEST_NAME;
    }

    /** Return a string for which {@link #isName} holds. */
    String name() {
        int hash = length();
        for (int i = begin; i < close; i++) {
            hash = hash * 31 + bytes[i];
        }
        int slot = (hash ^ (hash >>> 10)) & (NAMES - 1);
        String known = KNOWN[slot];
        if (known != null && is(known)) {
            return known;
        }
        String made = new String(bytes, begin, length(), StandardCharsets.ISO_8859_1);
        KNOWN[slot] = made;
        return made;
    }

    private boolean is(String name) {
        if (name.length() != length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) != bytes[begin + i]) {
                return false;
            }
        }
        return true;
    }

    /** Return the text, or nothing where it is not valid or its escape sequences are not those of one character. */
    Optional<String> value() {
        if (ascii && !escaped) {
            return Optional.of(new String(bytes, begin, length(), StandardCharsets.ISO_8859_1));
        }
        String raw = new String(bytes, begin, length(), StandardCharsets.UTF_8);
        if (raw.indexOf('\uFFFD') >= 0) {
            return Optional.empty();
        }
        return escaped ? unescaped(raw) : Optional.of(raw);
    }

    private static Optional<String> unescaped(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        int from = 0;
        for (int at = raw.indexOf('\\'); at >= 0; at = raw.indexOf('\\', from)) {
            int which = at + 1 < raw.length() ? "\"\\/bfnrt".indexOf(raw.charAt(at + 1)) : -1;
            if (which < 0) {
                return Optional.empty();
            }
            text.append(raw, from, at).append("\"\\/\b\f\n\r\t".charAt(which));
            from = at + 2;
        }
        return Optional.of(text.append(raw, from, raw.length()).toString());
    }
}
