package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.text.Figures;

/** How values of a metric are written. */
enum MetricForm {
    /** {@code 17,420}, with its unit behind it. */
    COUNT {
        @Override
        String figure(double value) {
            return Figures.count(value);
        }

        @Override
        String figure(double value, double limit) {
            return Figures.count(value, limit);
        }
    },
    /** {@code $0.0123}. */
    USD {
        @Override
        String figure(double value) {
            return Figures.usd(value);
        }

        @Override
        String figure(double value, double limit) {
            return Figures.usd(value, limit);
        }
    },
    /** {@code 0.62}. */
    DECIMAL {
        @Override
        String figure(double value) {
            return Figures.significant(value);
        }

        @Override
        String figure(double value, double limit) {
            return Figures.significant(value, limit);
        }
    };

    abstract String figure(double value);

    /** Return {@code value} with as many decimals as are needed to distinguish it from {@code limit}. */
    abstract String figure(double value, double limit);
}
