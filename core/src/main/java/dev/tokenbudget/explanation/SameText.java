package dev.tokenbudget.explanation;

import dev.tokenbudget.composition.Part;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Tells a provider that counts more for the same text from prompts that grew: another tokenizer does that, or something
 * that is added, and reported, behind the provider's door.
 *
 * <p>The tokens of a call's sections are scaled to the reported input, so that all of them move with it. A section that is
 * as long as before did not grow, whatever it counts; and where such sections show that a token has become dearer or
 * cheaper by more than the prompts as a whole changed in length, the others are taken to have moved as much by that.
 */
final class SameText {

    /** The mix of texts in a prompt moves the scale by about that. */
    private static final Rational BY_CHANCE = Rational.of(2).over(100);

    /** The scale is read off sections that are at least this part of the input. */
    private static final Rational TELLING = Rational.of(1).over(10);

    private static final List<Part> SECTIONS =
            Arrays.stream(Part.values()).filter(Part::isSection).toList();

    private final Profile before;
    private final Profile after;

    private SameText(Profile before, Profile after) {
        this.before = before;
        this.after = after;
    }

    /** Return {@code after} as it would have been counted before; where no lengths are known, as it is. */
    static Profile countedAsBefore(Profile before, Profile after) {
        boolean comparable = !before.counted().isEmpty() && !after.counted().isEmpty();
        return comparable ? new SameText(before, after).countedAsBefore() : after;
    }

    private Profile countedAsBefore() {
        Rational scale = scale();
        Map<Part, List<Rational>> tokens = new EnumMap<>(after.tokens());
        for (Part section : SECTIONS) {
            tokens.put(
                    section,
                    IntStream.range(0, after.positions())
                            .mapToObj(position -> isAsLong(section, position)
                                    ? expected(section, position)
                                    : after.tokensAt(section, position).over(scale))
                            .toList());
        }
        return new Profile(after.calls(), tokens, after.counted());
    }

    /** Return how many tokens are counted now where one was before. */
    private Rational scale() {
        Rational expected = Rational.ZERO;
        Rational counted = Rational.ZERO;
        Rational all = Rational.ZERO;
        for (Part section : SECTIONS) {
            for (int position = 0; position < after.positions(); position++) {
                all = all.plus(after.tokensAt(section, position));
                if (isAsLong(section, position)) {
                    expected = expected.plus(expected(section, position));
                    counted = counted.plus(after.tokensAt(section, position));
                }
            }
        }
        boolean telling = expected.signum() > 0 && counted.signum() > 0 && counted.compareTo(all.times(TELLING)) >= 0;
        if (!telling) {
            return Rational.of(1);
        }
        Rational scale = counted.over(expected);
        Rational moved = scale.minus(Rational.of(1)).abs();
        boolean byCount = moved.compareTo(BY_CHANCE) >= 0 && moved.compareTo(changeOfLength()) > 0;
        return byCount ? scale : Rational.of(1);
    }

    private Rational changeOfLength() {
        Rational length = before.countedOfCall();
        return after.countedOfCall().minus(length).over(length).abs();
    }

    private boolean isAsLong(Part section, int position) {
        if (position >= Math.min(before.positions(), after.positions())) {
            return false;
        }
        Rational length = before.countedOfCall(section, position);
        return length.signum() > 0 && length.compareTo(after.countedOfCall(section, position)) == 0;
    }

    private Rational expected(Part section, int position) {
        return before.tokensOfCall(section, position).times(after.callsAt(position));
    }
}
