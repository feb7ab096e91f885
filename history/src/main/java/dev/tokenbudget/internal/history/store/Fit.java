package dev.tokenbudget.internal.history.store;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Values as columns can hold them: text of others may be longer than expected, and PostgreSQL keeps no NUL. */
final class Fit {

    private static final int HASH_DIGITS = 8;

    private Fit() {}

    /** Return {@code value} for {@code column}; text that is too long ends in a hash of the whole. */
    static @Nullable Object in(Field<?> column, @Nullable Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        String clean = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
        int most = column.getDataType().length();
        return most == 0 || clean.length() <= most
                ? clean
                : clean.substring(0, most - HASH_DIGITS - 1) + "~" + hash(clean);
    }

    private static String hash(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, HASH_DIGITS);
    }
}
