package dev.tokenbudget.internal.run;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a metric may move against its baseline.
 *
 * <p>Written {@code +15%}, {@code -10%..+15%} (a lower bound as well), {@code +500} (the metric's own unit), or
 * {@code +15%,+200} (a drift must cross both to count).
 *
 * @param lower the lowest allowed drift as a fraction, such as -0.10
 * @param upper the highest allowed drift as a fraction, such as 0.15
 * @param absolute the highest allowed growth in the metric's unit, such as 500
 */
public record Tolerance(OptionalDouble lower, OptionalDouble upper, OptionalDouble absolute) {

    private static final String NUMBER = "(\\d{1,15}(?:\\.\\d{1,9})?)";
    private static final Pattern FORM =
            Pattern.compile("(?:-" + NUMBER + "%\\.\\.)?\\+" + NUMBER + "%(?:,\\+" + NUMBER + ")?");
    private static final Pattern FALL_FORM = Pattern.compile("-" + NUMBER + "%");
    private static final Pattern ABSOLUTE_FORM = Pattern.compile("\\+" + NUMBER);

    /** What rounding may add to a mean, a product or a sum: a value exactly on its limit is not beyond it. */
    private static final int ROUNDING_ULPS = 4;

    /**
     * Read a tolerance; blanks are ignored.
     *
     * @throws IllegalArgumentException if {@code text} has none of the allowed forms, which the message lists
     */
    public static Tolerance parse(String text) {
        String compact = text.replaceAll("\\s", "").replace("_", "");
        Matcher absolute = ABSOLUTE_FORM.matcher(compact);
        if (absolute.matches()) {
            return new Tolerance(OptionalDouble.empty(), OptionalDouble.empty(), number(absolute.group(1)));
        }
        Matcher relative = FORM.matcher(compact);
        if (!relative.matches()) {
            throw malformed(text);
        }
        OptionalDouble lower = percent(relative.group(1));
        if (lower.orElse(0) > 1) {
            throw malformed(text);
        }
        return new Tolerance(negated(lower), percent(relative.group(2)), number(relative.group(3)));
    }

    /**
     * Read the tolerance of a rule, which may also bound a fall alone: {@code -10%}.
     *
     * @throws IllegalArgumentException if {@code text} has none of the allowed forms, which the message lists
     */
    public static Tolerance ofRule(String text) {
        Matcher fall = FALL_FORM.matcher(text.replaceAll("\\s", ""));
        if (!fall.matches()) {
            return parse(text);
        }
        double share = percent(fall.group(1)).orElseThrow();
        if (share > 1) {
            throw malformed(text);
        }
        return new Tolerance(OptionalDouble.of(-share), OptionalDouble.empty(), OptionalDouble.empty());
    }

    /**
     * Return this tolerance as that of a metric of which more is better: as large a fall as it allows, or else as much of one as it
     * allows of growth, and any growth; nothing where it knows no share.
     */
    public Optional<Tolerance> ofFall() {
        OptionalDouble share = lower.isPresent() ? lower : negated(upper);
        return share.isEmpty()
                ? Optional.empty()
                : Optional.of(new Tolerance(
                        OptionalDouble.of(Math.max(-1, share.getAsDouble())),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()));
    }

    /** Whether this bounds a fall alone, and growth is a gain. */
    public boolean isOfFallAlone() {
        return upper.isEmpty() && absolute.isEmpty();
    }

    /** Return the share that a drift is told beside: that of growth, else that of a fall, else 0. */
    public double share() {
        return upper.orElse(lower.orElse(0));
    }

    private static OptionalDouble negated(OptionalDouble share) {
        return share.isPresent() ? OptionalDouble.of(-share.getAsDouble()) : share;
    }

    /** Whether going from {@code before} to {@code after} is more growth than allowed. */
    public boolean isExceeded(double before, double after) {
        if (isOfFallAlone()) {
            return false;
        }
        boolean crossesShare = upper.isEmpty() || isAbove(after, before * (1 + upper.getAsDouble()));
        boolean crossesAbsolute = absolute.isEmpty() || isAbove(after, before + absolute.getAsDouble());
        return crossesShare && crossesAbsolute;
    }

    /** Whether going from {@code before} to {@code after} is more of a fall than allowed. */
    public boolean isUndercut(double before, double after) {
        OptionalDouble lowest = lowestAllowed(before);
        return lowest.isPresent() && isAbove(lowest.getAsDouble(), after);
    }

    /** Return the largest value that is allowed after {@code before}; infinity where any growth is. */
    public double highestAllowed(double before) {
        if (isOfFallAlone()) {
            return Double.POSITIVE_INFINITY;
        }
        double byShare = upper.isEmpty() ? before : before * (1 + upper.getAsDouble());
        double byGrowth = absolute.isEmpty() ? before : before + absolute.getAsDouble();
        return Math.max(byShare, byGrowth);
    }

    /** Return the smallest value that is allowed after {@code before}, where there is a lower limit. */
    public OptionalDouble lowestAllowed(double before) {
        return lower.isEmpty() ? lower : OptionalDouble.of(before * (1 + lower.getAsDouble()));
    }

    private static boolean isAbove(double value, double limit) {
        return value - limit > ROUNDING_ULPS * Math.ulp(limit);
    }

    /** Return the form that {@link #parse} reads. */
    @Override
    public String toString() {
        return text("");
    }

    /** Return the form that people read of a tolerance of {@code metric}: {@code +$0.001} where it is dollars that may grow. */
    public String inWords(Metric metric) {
        return text(metric.isInUsd() ? "$" : "");
    }

    private String text(String currency) {
        StringBuilder text = new StringBuilder();
        lower.ifPresent(share -> text.append('-').append(plain(-share * 100)).append(isOfFallAlone() ? "%" : "%.."));
        upper.ifPresent(share -> text.append('+').append(plain(share * 100)).append('%'));
        absolute.ifPresent(growth ->
                text.append(upper.isPresent() ? ",+" : "+").append(currency).append(plain(growth)));
        return text.toString();
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                "The tolerance '" + text + "' is malformed. Write +15% (at most 15 % more), "
                        + "-10%..+15% (at least and at most), +500 (at most 500 more), or +15%,+200 (both must be crossed).");
    }

    private static OptionalDouble percent(@Nullable String digits) {
        return digits == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(new BigDecimal(digits).movePointLeft(2).doubleValue());
    }

    private static OptionalDouble number(@Nullable String digits) {
        return digits == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(digits));
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value)
                .setScale(9, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
