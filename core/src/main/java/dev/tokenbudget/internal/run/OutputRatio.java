package dev.tokenbudget.internal.run;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many output tokens are expected for each input token, written {@code 0.05..0.15}.
 *
 * @param lowest the lowest expected ratio, 0 or more
 * @param highest the highest expected ratio, above 0 and no lower than {@code lowest}
 */
public record OutputRatio(double lowest, double highest) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,9})?)\\.\\.(\\d{1,6}(?:\\.\\d{1,9})?)");

    /**
     * Read a range; blanks are ignored.
     *
     * @throws IllegalArgumentException if {@code text} is not a range, or its end lies before its begin
     */
    public static OutputRatio parse(String text) {
        Matcher range = FORM.matcher(text.replaceAll("\\s", ""));
        if (range.matches()) {
            OutputRatio ratio = new OutputRatio(Double.parseDouble(range.group(1)), Double.parseDouble(range.group(2)));
            if (ratio.highest > 0 && ratio.lowest <= ratio.highest) {
                return ratio;
            }
        }
        throw new IllegalArgumentException(
                "outputRatio = \"" + text + "\" is not a range. Write the lowest and the highest"
                        + " number of output tokens for an input token, such as 0.05..0.15.");
    }

    /** Whether {@code ratio} is as expected. */
    public boolean contains(double ratio) {
        return lowest <= ratio && ratio <= highest;
    }

    /** Return the form that {@link #parse} reads. */
    @Override
    public String toString() {
        return plain(lowest) + ".." + plain(highest);
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
