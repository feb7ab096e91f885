package dev.tokenbudget.internal.runlog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A line of a run log whose last two fields show that it is what was written: its number among the lines of its log, and a
 * checksum of all before it. The checksum begins with the log's name, so that the line of another log does not match.
 *
 * @param number its number, from 1 on; the same one twice is the same line twice
 * @param json the line without the two fields
 */
record SealedLine(int number, byte[] json) {

    /** What the first line is sealed with, which is read before the log's name is known. */
    static final String HEAD = "";

    private static final String NUMBER = ",\"line\":";
    private static final String CHECKSUM = ",\"crc\":\"";
    private static final String CLOSE = "\"}";
    private static final int SEAL_LENGTH = CHECKSUM.length() + 2 * Integer.BYTES + CLOSE.length();

    /** Return {@code json}, an object on one line, with the two fields as its last ones. */
    static String seal(String log, int number, String json) {
        String text = json.substring(0, json.length() - 1) + NUMBER + number;
        return text + CHECKSUM + checksum(log, text.getBytes(StandardCharsets.UTF_8)) + CLOSE;
    }

    /** Whether {@code line} ends as a line that was written to its end. */
    static boolean isSealed(byte[] line) {
        int from = line.length - SEAL_LENGTH;
        return from >= 0
                && text(line, from, from + CHECKSUM.length()).equals(CHECKSUM)
                && text(line, line.length - CLOSE.length(), line.length).equals(CLOSE);
    }

    /** Return the line, or nothing where it is not what was written into {@code log}. */
    static Optional<SealedLine> open(String log, byte[] line) {
        if (!isSealed(line)) {
            return Optional.empty();
        }
        int end = line.length - SEAL_LENGTH;
        String written = text(line, end + CHECKSUM.length(), line.length - CLOSE.length());
        byte[] before = Arrays.copyOf(line, end);
        return checksum(log, before).equals(written) ? numbered(before) : Optional.empty();
    }

    private static Optional<SealedLine> numbered(byte[] before) {
        int from = Math.max(0, before.length - NUMBER.length() - "2147483647".length());
        String tail = text(before, from, before.length);
        int at = tail.lastIndexOf(NUMBER);
        if (at < 0) {
            return Optional.empty();
        }
        byte[] json = Arrays.copyOf(before, from + at + 1);
        json[from + at] = '}';
        try {
            return Optional.of(new SealedLine(Integer.parseInt(tail.substring(at + NUMBER.length())), json));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String checksum(String log, byte[] text) {
        CRC32C sum = new CRC32C();
        sum.update(log.getBytes(StandardCharsets.UTF_8));
        sum.update(text);
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    private static String text(byte[] line, int from, int to) {
        return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
