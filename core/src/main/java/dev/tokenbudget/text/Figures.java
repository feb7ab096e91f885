package dev.tokenbudget.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Write numbers for people: {@code 17,420}, {@code +30.0 %}; a number is never rounded onto its limit. */
public final class Figures {

    private static final int MOST_DECIMALS = 9;

    private Figures() {}

    /** Return a count such as {@code 17,420}, or {@code 3.4} where it is a small mean. */
    public static String count(double value) {
        boolean whole = value == Math.rint(value);
        return decimal(value, whole || Math.abs(value) >= 1000 ? 0 : 1);
    }

    /** Return a count with as many decimals as it takes to tell it from {@code limit}. */
    public static String count(double value, double limit) {
        String text = count(value);
        String limitText = count(limit);
        for (int decimals = 1; value != limit && text.equals(limitText) && decimals <= MOST_DECIMALS; decimals++) {
            text = decimal(value, decimals);
            limitText = decimal(limit, decimals);
        }
        return text;
    }

    /** Return a signed share such as {@code +30.0 %} of the fraction 0.3. */
    public static String percent(double fraction) {
        return signed(fraction * 100, 1) + " %";
    }

    /** Return a signed share with as many decimals as it takes to tell it from the fraction {@code limit}. */
    public static String percent(double fraction, double limit) {
        int decimals = 1;
        while (fraction != limit
                && decimals < MOST_DECIMALS
                && signed(fraction * 100, decimals).equals(signed(limit * 100, decimals))) {
            decimals++;
        }
        return signed(fraction * 100, decimals) + " %";
    }

    private static String signed(double value, int decimals) {
        String text = decimal(value, decimals);
        return value >= 0 ? "+" + text : text;
    }

    private static String decimal(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return value > 0 ? "∞" : value < 0 ? "-∞" : "?";
        }
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return format.format(rounded);
    }
}
