package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.file.UnfitNameException;
import dev.tokenbudget.internal.json.JsonLine;
import dev.tokenbudget.internal.json.JsonLine.Element;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.json.RepeatedTexts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;

/**
 * A run log, of which only the parts that are being read are in memory: it may have hundreds of megabytes.
 *
 * <p>Every method throws a {@link MalformedFileException} if the file cannot be read.
 *
 * @param file the log
 * @param bytes its size
 */
record LogText(Path file, long bytes) {

    private static final int PART = 1 << 18;
    private static final int GLANCE = 1 << 13;

    static LogText of(Path file) {
        return new LogText(file, reading(file, SeekableByteChannel::size));
    }

    /** Return the first line with its end. */
    byte[] firstLine() {
        return read(new Part(0, reading(file, log -> lineEnd(log, 0))));
    }

    /** Return all lines but the first, in parts of whole lines. */
    List<Part> parts() {
        return reading(file, log -> {
            List<Part> parts = new ArrayList<>();
            long begin = lineEnd(log, 0);
            while (begin < bytes) {
                long end = lineEnd(log, Math.min(begin + PART, bytes));
                parts.add(new Part(begin, end));
                begin = end;
            }
            return parts;
        });
    }

    /**
     * Return what {@code reader} makes of every line of {@code part}. Where a line ends is known when it has been read; only
     * that of a torn one must be looked for. No line can be taken for a part of a torn one before it, because nothing in a
     * run or call may begin as a line does.
     *
     * @param torn what to return for a line that the reader refuses
     */
    <T> List<T> lines(Part part, Element<T> reader, T torn) {
        byte[] text = read(part);
        RepeatedTexts repeated = new RepeatedTexts();
        List<T> lines = new ArrayList<>();
        int begin = 0;
        while (begin < text.length) {
            int end = begin;
            try (JsonLine line = JsonLine.of(text, begin, text.length - begin, repeated)) {
                T read = reader.read(line);
                end = begin + line.length();
                lines.add(isEnd(text, end) ? read : torn);
            } catch (UnfitNameException e) {
                throw new MalformedFileException(
                        file,
                        e.getMessage() + " No run log of TokenBudget's says so: delete it, and measure again.",
                        e);
            } catch (IOException | IllegalArgumentException | DateTimeException e) {
                lines.add(torn);
            }
            while (!isEnd(text, end)) {
                end++;
            }
            begin = end + 1;
        }
        return lines;
    }

    private static boolean isEnd(byte[] text, int index) {
        return index == text.length || text[index] == '\n';
    }

    /** From where to where, in bytes, some lines stand with their ends. */
    record Part(long begin, long end) {}

    private byte[] read(Part part) {
        return reading(file, log -> {
            ByteBuffer text = ByteBuffer.allocate((int) (part.end() - part.begin()));
            log.position(part.begin());
            while (text.hasRemaining() && log.read(text) >= 0) {}
            return text.array();
        });
    }

    /** Return where the line ends that {@code from} is in: behind its line feed, or at the end of the file. */
    private static long lineEnd(SeekableByteChannel log, long from) throws IOException {
        ByteBuffer glance = ByteBuffer.allocate(GLANCE);
        log.position(from);
        long end = from;
        while (log.read(glance.clear()) >= 0) {
            for (glance.flip(); glance.hasRemaining(); end++) {
                if (glance.get() == '\n') {
                    return end + 1;
                }
            }
        }
        return end;
    }

    private static <T> T reading(Path file, Reading<T> reading) {
        try (SeekableByteChannel log = Files.newByteChannel(file)) {
            return reading.of(log);
        } catch (IOException e) {
            throw new MalformedFileException(file, "the run log cannot be read: " + e + ".", e);
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(SeekableByteChannel log) throws IOException;
    }
}
