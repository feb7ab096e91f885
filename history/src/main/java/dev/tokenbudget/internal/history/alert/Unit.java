package dev.tokenbudget.internal.history.alert;

import dev.tokenbudget.internal.text.Figures;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What limits are written in. */
enum Unit {
    USD("\\d{1,9}(\\.\\d{1,9})?", "an amount of US dollars, such as 2.50") {
        @Override
        String text(double value, double limit) {
            return Figures.usd(value, limit);
        }
    },
    TOKENS("\\d{1,15}", "a whole number of tokens, such as 20000") {
        @Override
        String text(double value, double limit) {
            return Figures.count(value, limit) + " tokens";
        }
    },
    SHARE("(0|1|0?\\.\\d{1,9})", "a share from 0 to 1, such as 0.6") {
        @Override
        String text(double value, double limit) {
            return Figures.ratio(value, limit);
        }
    },
    MILLISECONDS("\\d{1,9}", "a whole number of milliseconds, such as 30000") {
        @Override
        String text(double value, double limit) {
            return Figures.count(value, limit) + " ms";
        }
    },
    /** Of the average: {@code +30%} more, or {@code 150%} of it. */
    OF_AVERAGE("\\+?\\d{1,6}(\\.\\d{1,3})?\\s*%", "a share of the average, such as +30% (more) or 150% (of it)") {
        @Override
        double number(String text) {
            Matcher digits = DIGITS.matcher(text);
            double share = digits.find() ? Double.parseDouble(digits.group()) / 100 : 0;
            return text.startsWith("+") ? 1 + share : share;
        }

        @Override
        String text(double value, double limit) {
            return Figures.percent(value - 1, limit - 1);
        }
    };

    private static final Pattern DIGITS = Pattern.compile("[\\d.]+");

    private final Pattern form;
    private final String allowed;

    Unit(String form, String allowed) {
        this.form = Pattern.compile(form);
        this.allowed = allowed;
    }

    /** Return the number that {@code text} writes, or nothing where it is of another form. */
    OptionalDouble parse(String text) {
        return form.matcher(text).matches() ? OptionalDouble.of(number(text)) : OptionalDouble.empty();
    }

    double number(String text) {
        return Double.parseDouble(text);
    }

    /** Return what is allowed, in words. */
    String allowed() {
        return allowed;
    }

    /** Return {@code value} so that it can be told from {@code limit}. */
    abstract String text(double value, double limit);
}
