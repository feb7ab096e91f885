package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.text.Figures;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What causes are ordered by. */
enum Figure {
    TOKENS {
        @Override
        BigDecimal of(Cause cause) {
            return new BigDecimal(cause.tokens());
        }

        @Override
        Optional<BigDecimal> points(Cause cause) {
            return cause.points();
        }

        @Override
        String change(BigDecimal number) {
            return Figures.change(number.doubleValue()) + " tokens a run";
        }
    },
    COST {
        @Override
        BigDecimal of(Cause cause) {
            return cause.usd().orElse(BigDecimal.ZERO);
        }

        @Override
        Optional<BigDecimal> points(Cause cause) {
            return cause.usdPoints();
        }

        @Override
        String change(BigDecimal number) {
            return dollars(number);
        }
    };

    /** Return how much of this a cause adds to a mean run. */
    abstract BigDecimal of(Cause cause);

    /** Return the same in percentage points of the mean before; absent where that is 0. */
    abstract Optional<BigDecimal> points(Cause cause);

    /** Return a change of a mean run in words. */
    abstract String change(BigDecimal number);

    /** Return {@code causes}, those that went the way of {@code drift} first and the largest of them at the top. */
    List<Cause> ranked(List<Cause> causes, double drift) {
        Comparator<Cause> bySize = Comparator.comparing(this::of);
        return causes.stream().sorted(drift < 0 ? bySize : bySize.reversed()).toList();
    }

    static String dollars(BigDecimal usd) {
        return Figures.usdChange(usd.doubleValue()) + " a run";
    }
}
