package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.text.Figures;

/** How values of a metric are written. */
enum MetricForm {
    /** {@code 17,420}, with its unit behind it. */
    COUNT,
    /** {@code $0.0123}. */
    USD,
    /** {@code 0.62}. */
    DECIMAL;

    String figure(double value) {
        return switch (this) {
            case COUNT -> Figures.count(value);
            case USD -> Figures.usd(value);
            case DECIMAL -> Figures.significant(value);
        };
    }

    /** Return {@code value} with as many decimals as are needed to distinguish it from {@code limit}. */
    String figure(double value, double limit) {
        return switch (this) {
            case COUNT -> Figures.count(value, limit);
            case USD -> Figures.usd(value, limit);
            case DECIMAL -> Figures.significant(value, limit);
        };
    }
}
