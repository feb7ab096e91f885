package dev.tokenbudget.internal.history.footprint;

import dev.tokenbudget.internal.history.UsageSum;
import dev.tokenbudget.internal.text.Figures;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** The figures that a footprint can be held to. */
enum Efficiency {
    TOKENS_PER_RUN("tokensPerRun", "tokens a run", Better.LOWER, Figures::count) {
        @Override
        OptionalDouble of(UsageSum sum, long runs) {
            return perRun(sum.tokens(), runs);
        }
    },
    CALLS_PER_RUN("callsPerRun", "calls a run", Better.LOWER, Figures::significant) {
        @Override
        OptionalDouble of(UsageSum sum, long runs) {
            return perRun(sum.calls(), runs);
        }
    },
    COST_PER_RUN("costPerRun", "US dollars a run", Better.LOWER, Figures::usd) {
        @Override
        OptionalDouble of(UsageSum sum, long runs) {
            return perRun(sum.costUsd().doubleValue(), runs);
        }
    },
    CACHE_HIT_RATE("cacheHitRate", "input read from a cache", Better.HIGHER, Figures::share) {
        @Override
        OptionalDouble of(UsageSum sum, long runs) {
            return sum.cacheHitRate();
        }
    },
    OUTPUT_RATIO("outputRatio", "output tokens for an input token", Better.LOWER, Figures::significant) {
        @Override
        OptionalDouble of(UsageSum sum, long runs) {
            return sum.outputRatio();
        }
    },
    RETRY_RATE("retryRate", "calls that were refused first", Better.LOWER, Figures::share) {
        @Override
        OptionalDouble of(UsageSum sum, long runs) {
            return sum.retryRate();
        }
    };

    private enum Better {
        LOWER,
        HIGHER
    }

    private final String key;
    private final String meaning;
    private final Better better;
    private final DoubleFunction<String> form;

    Efficiency(String key, String meaning, Better better, DoubleFunction<String> form) {
        this.key = key;
        this.meaning = meaning;
        this.better = better;
        this.form = form;
    }

    /**
     * Return the figure of this name.
     *
     * @throws IllegalArgumentException if there is none; the message names those that there are
     */
    static Efficiency named(String name) {
        return Arrays.stream(values())
                .filter(figure -> figure.key.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no target '" + name + "'. Name one of "
                        + Arrays.stream(values()).map(figure -> figure.key).collect(Collectors.joining(", ")) + "."));
    }

    String key() {
        return key;
    }

    String meaning() {
        return meaning;
    }

    String form(double value) {
        return form.apply(value);
    }

    /** Return the limit in words, such as {@code at most 20,000}. */
    String limit(double value) {
        return (better == Better.LOWER ? "at most " : "at least ") + form(value);
    }

    boolean isMet(double value, double limit) {
        return better == Better.LOWER ? value <= limit : value >= limit;
    }

    /**
     * Return the figure of calls, or nothing where they do not tell it.
     *
     * @param sum the calls
     * @param runs how many runs made them
     */
    abstract OptionalDouble of(UsageSum sum, long runs);

    private static OptionalDouble perRun(double amount, long runs) {
        return runs == 0 ? OptionalDouble.empty() : OptionalDouble.of(amount / runs);
    }
}
