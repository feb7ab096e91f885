package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.Part;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The calls at one position of a run before and after: what they read is comparable section by section.
 *
 * @param before the calls before
 * @param after the calls after
 * @param position a position that runs before and after reach
 */
record ComparableCalls(Profile before, Profile after, int position) {

    /** Scaling moves a section by no more than one part in so many. */
    private static final int MOST_SCALED = 5;

    /** Sections that every call sends alike. */
    static final Set<Part> FIXED = Set.of(Part.SYSTEM, Part.TOOLS, Part.RESPONSE_FORMAT);

    /** Whether the sizes of the sections are known on both sides, as they are where every prompt was seen. */
    boolean isKnown() {
        return !before.counted().isEmpty() && !after.counted().isEmpty();
    }

    /** Whether the text of {@code section} is as long in the mean call as before, so that it did not grow. */
    boolean isAsLong(Part section) {
        return isKnown()
                ? before.countedOfCall(section, position) == after.countedOfCall(section, position)
                : isAboutAsLong(section);
    }

    /** Sections that were scaled to the input, as in files of before, differ by that much where their texts do not. */
    private boolean isAboutAsLong(Part section) {
        double size = before.tokensOfCall(section, position);
        double growth = after.tokensOfCall(section, position) - size;
        return Math.abs(growth) * MOST_SCALED <= Math.abs(size);
    }

    /** Whether nothing but the fixed prompt changed: every other section is as long as before. */
    boolean isAlikeBeyondFixedPrompt() {
        return isKnown()
                && Stream.of(Part.values())
                        .filter(part -> part.isSection() && !FIXED.contains(part))
                        .allMatch(this::isAsLong);
    }

    double growth() {
        return after.inputOfCall(position) - before.inputOfCall(position);
    }
}
