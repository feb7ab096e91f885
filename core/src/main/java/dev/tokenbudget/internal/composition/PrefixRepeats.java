package dev.tokenbudget.internal.composition;

import dev.tokenbudget.usage.PromptSections.Difference;
import dev.tokenbudget.usage.PromptSections.Repeat;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much of an agent's requests repeats earlier ones from the begin.
 *
 * @param conversation of the same conversation
 * @param previousRun of the run before
 */
public record PrefixRepeats(Sum conversation, Sum previousRun) {

    /** Nothing was compared. */
    public static final PrefixRepeats NONE = new PrefixRepeats(Sum.NONE, Sum.NONE);

    /**
     * What calls repeat of earlier ones.
     *
     * @param calls calls that were compared
     * @param differing those of them that part from the earlier one before its end
     * @param tokens tokens that repeat, as {@code o200k_base} counts them
     * @param of tokens of the whole prompts of these calls
     * @param usual the difference that is seen most; present where there is one
     */
    public record Sum(long calls, long differing, BigInteger tokens, BigInteger of, Optional<Usual> usual) {

        static final Sum NONE = new Sum(0, 0, BigInteger.ZERO, BigInteger.ZERO, Optional.empty());

        public Sum {
            if (calls < differing || differing < 0 || tokens.signum() < 0 || tokens.compareTo(of) > 0) {
                throw new IllegalArgumentException("Of " + calls + " call(s) with " + of + " tokens, " + differing
                        + " cannot differ and " + tokens + " tokens repeat.");
            }
        }

        static Sum of(Repeat repeat) {
            Optional<Usual> usual = repeat.difference().map(difference -> new Usual(difference, 1));
            return new Sum(
                    1,
                    usual.isPresent() ? 1 : 0,
                    BigInteger.valueOf(repeat.tokens()),
                    BigInteger.valueOf(repeat.of()),
                    usual);
        }

        Sum plus(Sum more) {
            return new Sum(
                    calls + more.calls,
                    differing + more.differing,
                    tokens.add(more.tokens),
                    of.add(more.of),
                    Usual.ofBoth(usual, more.usual));
        }

        /** Return the share of the tokens that repeats; nothing where nothing was compared. */
        public Optional<Double> share() {
            return of.signum() == 0 ? Optional.empty() : Optional.of(tokens.doubleValue() / of.doubleValue());
        }

        /** Return the share of the calls that part from the earlier one before its end. */
        public double differingShare() {
            return calls == 0 ? 0 : (double) differing / calls;
        }
    }

    /**
     * A difference that calls have at the same place.
     *
     * @param difference where it is, at the earliest
     * @param calls calls that have it
     */
    public record Usual(Difference difference, long calls) {

        static Optional<Usual> ofBoth(Optional<Usual> one, Optional<Usual> other) {
            if (one.isPresent() && other.isPresent() && one.get().isWhere(other.get())) {
                return Optional.of(one.get().with(other.get()));
            }
            return Stream.of(one, other).flatMap(Optional::stream).max(Comparator.comparing(Usual::calls));
        }

        boolean isWhere(Usual other) {
            return difference.section() == other.difference.section()
                    && difference.tool().equals(other.difference.tool())
                    && difference.look() == other.difference.look();
        }

        Usual with(Usual other) {
            boolean isEarlier = other.difference.offset() < difference.offset();
            return new Usual(isEarlier ? other.difference : difference, calls + other.calls);
        }
    }

    PrefixRepeats plus(PrefixRepeats more) {
        return new PrefixRepeats(conversation.plus(more.conversation), previousRun.plus(more.previousRun));
    }
}
