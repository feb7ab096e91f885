package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.text.Figures;
import java.util.List;
import java.util.function.Function;

/** A text that never grows beyond its limit: what does not fit is left out and counted. */
final class BoundedText {

    /** What saying that something is left out takes at most. */
    private static final int REMARK = 120;

    private final StringBuilder text = new StringBuilder();
    private final int most;

    BoundedText(int mostCharacters) {
        most = mostCharacters;
    }

    /** Append those of {@code entries} that come first and fit, each with its line end. */
    BoundedText append(List<String> entries, int room, String what, String remark) {
        return append(entries, Function.identity(), room, what, remark);
    }

    /** Append {@code part}, whose length is known to be small. */
    BoundedText append(String part) {
        text.append(part);
        return this;
    }

    /**
     * Append those of {@code entries} that come first and fit.
     *
     * @param entries what there is to write
     * @param written one of them as text, with its line end
     * @param room how many characters they may take, and a remark of what is left out
     * @param what the entries are, in the singular, such as "failing task"
     * @param remark what stands around the remark, with {@code %s} in its place
     */
    <T> BoundedText append(List<T> entries, Function<T, String> written, int room, String what, String remark) {
        int end = Math.min(most, text.length() + room) - REMARK - remark.length();
        int shown = 0;
        while (shown < entries.size()) {
            String entry = written.apply(entries.get(shown));
            if (text.length() + entry.length() > end) {
                break;
            }
            text.append(entry);
            shown++;
        }
        if (shown < entries.size()) {
            int leftOut = entries.size() - shown;
            text.append(String.format(
                    remark,
                    "… and " + Figures.count(leftOut, "more " + what, "more " + what + "s")
                            + ", which report.json holds."));
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
