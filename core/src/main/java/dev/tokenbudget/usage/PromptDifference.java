package dev.tokenbudget.usage;

import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Where a prompt first differs from an earlier one that it repeats up to there, and what the difference looks like. Places
 * and lengths only, never text.
 *
 * @param section the section that differs
 * @param number the number of the item in its section, from 1
 * @param tool the name of the tool that the item is of, where there is one
 * @param offset characters of the item that still repeat
 * @param length characters of the item as they were sent; 0 where the item is gone, and where items stand in another order
 * @param look what the difference looks like
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record PromptDifference(
        PromptSections.Item.Kind section, int number, Optional<String> tool, long offset, long length, Look look) {

    /** What a difference looks like. */
    public enum Look {
        /** A date, a time, or the seconds or milliseconds since 1970. */
        TIME,
        /** A random id: a UUID, a ULID, hexadecimal digits, base64. */
        ID,
        /** A number. */
        NUMBER,
        /** The same items, JSON keys, lines or words in another order. */
        ORDER,
        /** The same text with other spaces or line breaks. */
        WHITESPACE,
        /** Items stand before the one that stood there. */
        ADDED,
        /** Items that stood there are gone. */
        REMOVED,
        /** Any other text. */
        TEXT
    }
}
