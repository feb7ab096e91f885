package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.text.Figures;
import java.util.function.DoubleFunction;

/** How values of a metric are written. */
enum MetricForm {
    /** {@code 17,420}, with its unit behind it. */
    COUNT(Figures::count, Figures::count),
    /** {@code $0.0123}. */
    USD(Figures::usd, Figures::usd),
    /** {@code 0.62}. */
    DECIMAL(Figures::significant, Figures::significant);

    private final DoubleFunction<String> alone;
    private final Beside beside;

    MetricForm(DoubleFunction<String> alone, Beside beside) {
        this.alone = alone;
        this.beside = beside;
    }

    /** Writes a value beside another one. */
    @FunctionalInterface
    private interface Beside {
        String figure(double value, double limit);
    }

    String figure(double value) {
        return alone.apply(value);
    }

    /** Return {@code value} with as many decimals as are needed to distinguish it from {@code limit}. */
    String figure(double value, double limit) {
        return beside.figure(value, limit);
    }
}
