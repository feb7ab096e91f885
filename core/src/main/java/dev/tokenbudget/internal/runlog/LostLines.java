package dev.tokenbudget.internal.runlog;

import dev.tokenbudget.internal.text.Names;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The lines of a run log that are not as they were written, and whether the log lost something by that. */
final class LostLines {

    private static final int MOST_NAMED = 5;

    /** Why a line is not taken. */
    enum Cause {
        TORN("torn (the JVM was killed while it wrote, or the disk was full)"),
        CHANGED("damaged (the checksum does not match: a byte changed, or the line is another log's)"),
        UNREADABLE("malformed (this TokenBudget would not have written it)"),
        REPEATED("there twice");

        private final String words;

        Cause(String words) {
            this.words = words;
        }
    }

    private final Path file;
    private final Map<Cause, List<Integer>> places = new EnumMap<>(Cause.class);
    private final LineNumbers read = new LineNumbers();
    private int end;
    private boolean behindEnd;

    LostLines(Path file) {
        this.file = file;
        read.add(1);
    }

    /** Keep that the line at {@code place} of the file, from 1 on, is not taken. */
    void add(int place, Cause cause) {
        places.computeIfAbsent(cause, none -> new ArrayList<>()).add(place);
        behindEnd |= end > 0;
    }

    /** Keep that the line with this number was taken, and whether it is the session's end. */
    void read(int number, boolean isEnd) {
        read.add(number);
        end = isEnd ? number : end;
    }

    /** Whether the line with this number was taken already, which is kept. */
    boolean isRepeated(int place, int number) {
        boolean repeated = read.contains(number);
        if (repeated) {
            places.computeIfAbsent(Cause.REPEATED, none -> new ArrayList<>()).add(place);
        }
        return repeated;
    }

    /**
     * Whether a line is lacking that was written before the session's end, or one behind it is not known; a line that was torn and
     * then written again is not lacking.
     */
    boolean isAnything() {
        return behindEnd || read.countUpTo(end) < end;
    }

    /** Return which lines are not known, in parentheses, for the end of a sentence; empty where all are. */
    String named() {
        List<Integer> unknown = places.entrySet().stream()
                .filter(entry -> entry.getKey() != Cause.REPEATED)
                .flatMap(entry -> entry.getValue().stream())
                .sorted()
                .toList();
        return unknown.isEmpty()
                ? ""
                : " (" + lines("line", unknown) + " of " + file + (unknown.size() == 1 ? " is" : " are")
                        + " torn or damaged)";
    }

    /** Return which lines are not taken and why, a sentence for each reason. */
    List<String> inWords() {
        return places.entrySet().stream()
                .map(entry -> sentence(entry.getKey(), entry.getValue()))
                .toList();
    }

    private String sentence(Cause cause, List<Integer> at) {
        return lines("Line", at) + " of " + file + (at.size() == 1 ? " is " : " are ") + cause.words
                + (cause == Cause.REPEATED ? ": counted once." : ": skipped; all other runs count.");
    }

    private static String lines(String word, List<Integer> numbers) {
        return word
                + (numbers.size() == 1 ? " " : "s ")
                + Names.of(numbers.stream().map(String::valueOf).toList(), MOST_NAMED);
    }
}
