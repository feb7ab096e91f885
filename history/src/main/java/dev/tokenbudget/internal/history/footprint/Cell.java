package dev.tokenbudget.internal.history.footprint;

import dev.tokenbudget.internal.text.Figures;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;

/**
 * A value of a table.
 *
 * @param shown as people read it
 * @param raw as programs read it; empty where it is not known
 */
record Cell(String shown, String raw) {

    private static final String UNKNOWN = "–";
    private static final MathContext DIGITS = new MathContext(12);

    static Cell text(String text) {
        return new Cell(text, text);
    }

    /** Return the name of something, or what stands for something without one. */
    static Cell name(String name, String without) {
        return new Cell(name.isEmpty() ? without : name, name);
    }

    static Cell count(double number) {
        return new Cell(Figures.count(number), plain(number));
    }

    static Cell usd(double amount) {
        return new Cell(Figures.usd(amount), plain(amount));
    }

    static Cell share(double fraction) {
        return new Cell(Figures.share(fraction), plain(fraction));
    }

    /** Return how far something moved; where there was nothing before, what is said instead. */
    static Cell drift(OptionalDouble drift, String without) {
        return drift.isPresent()
                ? new Cell(Figures.percent(drift.getAsDouble()), plain(drift.getAsDouble()))
                : new Cell(without, "");
    }

    static Cell figure(Efficiency figure, OptionalDouble value) {
        return value.isPresent()
                ? new Cell(figure.form(value.getAsDouble()), plain(value.getAsDouble()))
                : new Cell(UNKNOWN, "");
    }

    static Cell unknown() {
        return new Cell(UNKNOWN, "");
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
