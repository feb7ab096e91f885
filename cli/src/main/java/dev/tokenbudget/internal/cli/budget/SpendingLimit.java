package dev.tokenbudget.internal.cli.budget;

import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.store.LabelColumn;
import dev.tokenbudget.internal.text.Figures;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What may be used in each hour or day in UTC.
 *
 * @param span hours or days
 * @param unit tokens or US dollars
 * @param amount how much of it, more than 0
 * @param label the label of which each value has this limit for itself; absent where all calls share it
 */
public record SpendingLimit(Span span, Unit unit, BigDecimal amount, Optional<LabelColumn> label) {

    /** How long a limit is for. */
    public enum Span {
        HOURLY("hourly", ChronoUnit.HOURS),
        DAILY("daily", ChronoUnit.DAYS);

        private final String word;
        private final ChronoUnit unit;

        Span(String word, ChronoUnit unit) {
            this.word = word;
            this.unit = unit;
        }

        /** Return the begin of the hour or day in UTC that {@code now} is in. */
        Instant begin(Instant now) {
            return now.truncatedTo(unit);
        }

        Instant end(Instant now) {
            return begin(now).plus(1, unit);
        }
    }

    /** What is limited. */
    public enum Unit {
        TOKENS("tokens") {
            @Override
            String text(BigDecimal amount) {
                return Figures.count(amount.doubleValue()) + " tokens";
            }
        },
        USD("cost-usd") {
            @Override
            String text(BigDecimal amount) {
                return Figures.usd(amount);
            }
        };

        private final String word;

        Unit(String word) {
            this.word = word;
        }

        abstract String text(BigDecimal amount);
    }

    public SpendingLimit {
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException("A budget is more than 0, but --" + span.word + "-" + unit.word + " is "
                    + amount.toPlainString() + ". Leave it out for no limit.");
        }
    }

    /** Return the limit's name, as its option has it: {@code daily-cost-usd}. */
    String name() {
        return span.word + "-" + unit.word + (label.isPresent() ? "-by" : "");
    }

    /** Return what a call counts under: nothing where it has no value of the label, and so not this limit. */
    Optional<String> valueOf(Labels labels) {
        return label.map(column -> column.of(labels))
                .or(() -> Optional.of(""))
                .filter(value -> label.isEmpty() || !value.isEmpty());
    }

    /** Return whose limit it is, such as {@code team payments}; empty where all share it. */
    String subject(String value) {
        return label.map(column -> column.label() + " " + value).orElse("");
    }

    BigDecimal of(long tokens, BigDecimal costUsd) {
        return unit == Unit.TOKENS ? BigDecimal.valueOf(tokens) : costUsd;
    }
}
