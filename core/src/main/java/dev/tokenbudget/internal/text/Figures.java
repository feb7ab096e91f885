package dev.tokenbudget.internal.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Write numbers for people: {@code 17,420}, {@code +30.0 %}; a number is never rounded onto its limit. */
public final class Figures {

    /** Beyond these, two doubles differ by the rounding of a division and not by what was measured. */
    private static final int MOST_DECIMALS = 12;

    /** A mean of so many or more has three digits without a decimal. */
    private static final int SHOWN_WHOLE = 100;

    private static final BigDecimal SMALLEST_IN_ZEROS = new BigDecimal("0.00001");
    private static final int DECIMALS_OF_PERCENT = 1;
    private static final int CENTS = 2;
    private static final int DECIMALS_OF_SMALL_USD = 4;
    private static final int DIGITS_OF_USD = 3;
    private static final int RATIO_DECIMALS = 2;
    private static final int DIGITS_OF_DECIMALS = 3;
    private static final int GROUP = 3;

    private Figures() {}

    /** Return {@code number} rounded to tenths, so that sentences that tell the same agree in its last digit. */
    public static double tenths(double number) {
        return Math.rint(number * 10) / 10;
    }

    /** Return a count such as {@code 17,420}, or {@code 3.4} where it is a small mean. */
    public static String count(double value) {
        return decimal(value, decimalsOfCount(value));
    }

    /** Return a count and what is counted, such as {@code 4.1 calls} or {@code 1 call}. */
    public static String count(double value, String one, String several) {
        String number = count(value);
        return number + " " + (number.equals("1") ? one : several);
    }

    /** Return a count with as many decimals as it takes to tell it from {@code limit}. */
    public static String count(double value, double limit) {
        return decimal(value, decimalsToTell(decimalsOfCount(value), value, limit));
    }

    private static int decimalsOfCount(double value) {
        boolean whole = value == Math.rint(value);
        return whole || Math.abs(value) >= SHOWN_WHOLE ? 0 : 1;
    }

    /**
     * Return an amount of US dollars: {@code $1,234}, {@code $12.34}, and below one dollar as many decimals as show three
     * digits of it, such as {@code $0.0123}.
     */
    public static String usd(double amount) {
        return usd(amount, decimalsOfUsd(amount));
    }

    /** Return an amount of US dollars, as {@link #usd(double)} does. */
    public static String usd(BigDecimal amount) {
        return usd(amount.doubleValue());
    }

    /** Return an amount of US dollars with as many decimals as it takes to tell it from {@code limit}. */
    public static String usd(double amount, double limit) {
        if (!usd(amount).equals(usd(limit))) {
            return usd(amount);
        }
        int decimals = Math.max(CENTS, decimalsOfUsd(amount));
        while (decimals < MOST_DECIMALS && usd(amount, decimals).equals(usd(limit, decimals))) {
            decimals++;
        }
        return amount == limit ? usd(amount) : usd(amount, decimals);
    }

    /** Return a signed amount of US dollars such as {@code +$0.0123}. */
    public static String usdChange(double amount) {
        return (amount < 0 ? "-" : "+") + usd(Math.abs(amount));
    }

    /** Return a signed share such as {@code +30.0 %} of the fraction 0.3. */
    public static String percent(double fraction) {
        return percentage(fraction * 100) + " %";
    }

    /** Return a signed share with as many decimals as it takes to tell it from the fraction {@code limit}. */
    public static String percent(double fraction, double limit) {
        return signed(fraction * 100, decimalsToTell(DECIMALS_OF_PERCENT, fraction * 100, limit * 100)) + " %";
    }

    /**
     * Return a probability in two digits such as {@code 0.013}, or in as many as it takes to tell it from {@code limit}; one in
     * less than a hundred thousand as {@code 7.3e-20}.
     */
    public static String probability(double p, double limit) {
        MathContext digits = new MathContext(2);
        BigDecimal rounded = new BigDecimal(p).round(digits);
        while (p != limit && rounded.doubleValue() == limit && digits.getPrecision() < MOST_DECIMALS) {
            digits = new MathContext(digits.getPrecision() + 1);
            rounded = new BigDecimal(p).round(digits);
        }
        if (rounded.signum() == 0) {
            return "0";
        }
        BigDecimal shortest = rounded.stripTrailingZeros();
        return rounded.compareTo(SMALLEST_IN_ZEROS) < 0
                ? shortest.movePointRight(exponent(shortest)).toPlainString() + "e-" + exponent(shortest)
                : shortest.toPlainString();
    }

    /** Return by how many places the point of a number below 1 moves until one digit stands before it. */
    private static int exponent(BigDecimal small) {
        return small.scale() - small.precision() + 1;
    }

    /** Return how many decimals, {@code fewest} or more, tell {@code value} from {@code limit}. */
    private static int decimalsToTell(int fewest, double value, double limit) {
        for (int decimals = fewest; value != limit && decimals <= MOST_DECIMALS; decimals++) {
            if (!decimal(value, decimals).equals(decimal(limit, decimals))) {
                return decimals;
            }
        }
        return fewest;
    }

    /** Return a signed count such as {@code +1,204}. */
    public static String change(double value) {
        String text = count(value);
        return value < 0 ? text : "+" + text;
    }

    /** Return percentage points such as {@code +24.3 points}, with the decimals of {@link #percent(double)}. */
    public static String points(double points) {
        return percentage(points) + " points";
    }

    private static String percentage(double percentage) {
        return signed(percentage, DECIMALS_OF_PERCENT);
    }

    /** Return a share such as {@code 78 %} of the fraction 0.78, or with as many decimals as tell it from none and from all. */
    public static String share(double fraction) {
        double percent = fraction * 100;
        int decimals = decimalsToTell(decimalsToTell(0, percent, 0), percent, 100);
        return decimal(percent, decimals) + " %";
    }

    private static int decimalsOfUsd(double amount) {
        double size = Math.abs(amount);
        if (size == 0 || size >= 1000 || !Double.isFinite(size)) {
            return 0;
        }
        int beforeFirstDigit = (int) Math.floor(-Math.log10(size));
        return size >= 1
                ? CENTS
                : Math.min(MOST_DECIMALS, Math.max(DECIMALS_OF_SMALL_USD, beforeFirstDigit + DIGITS_OF_USD));
    }

    /** Cents are always written; a zero behind them says nothing. */
    private static String usd(double amount, int decimals) {
        String text = decimal(amount, decimals);
        while (decimals > CENTS && text.endsWith("0")) {
            text = text.substring(0, text.length() - 1);
            decimals--;
        }
        return text.startsWith("-") ? "-$" + text.substring(1) : "$" + text;
    }

    /** Return a ratio such as {@code 0.12} in two decimals, or in as many as it takes to tell it from each of {@code limits}. */
    public static String ratio(double value, double... limits) {
        int decimals = RATIO_DECIMALS;
        for (double limit : limits) {
            decimals = decimalsToTell(decimals, value, limit);
        }
        return decimal(value, decimals);
    }

    /** Return a number in three digits, or all of those before its point: {@code 0.0123}, {@code 0.62}, {@code 1,234}. */
    public static String significant(double value) {
        return significant(value, DIGITS_OF_DECIMALS);
    }

    /** Return a number in three digits, or in as many as it takes to tell it from {@code limit}. */
    public static String significant(double value, double limit) {
        int digits = DIGITS_OF_DECIMALS;
        while (value != limit
                && digits < MOST_DECIMALS
                && significant(value, digits).equals(significant(limit, digits))) {
            digits++;
        }
        return significant(value, digits);
    }

    private static String significant(double value, int digits) {
        if (value == 0 || !Double.isFinite(value)) {
            return decimal(value, 0);
        }
        int decimals = new BigDecimal(value)
                .round(new MathContext(digits))
                .stripTrailingZeros()
                .scale();
        return decimal(value, Math.max(0, decimals));
    }

    private static String signed(double value, int decimals) {
        String text = decimal(value, decimals);
        return text.startsWith("-") ? text : "+" + text;
    }

    private static String decimal(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return value > 0 ? "∞" : value < 0 ? "-∞" : "?";
        }
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        String plain = rounded.toPlainString();
        int point = decimals > 0 ? plain.length() - decimals - 1 : plain.length();
        StringBuilder grouped = new StringBuilder(plain);
        for (int at = point - GROUP; at > (plain.startsWith("-") ? 1 : 0); at -= GROUP) {
            grouped.insert(at, ',');
        }
        return grouped.toString();
    }
}
