package dev.tokenbudget.internal.history.footprint;

import dev.tokenbudget.internal.text.Figures;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** The figures that a footprint can be held to. */
enum Efficiency {
    TOKENS_PER_RUN("tokensPerRun", "tokens a run", Better.LOWER, Figures::count) {
        @Override
        OptionalDouble of(Used used) {
            return used.perRun(used.sum().tokens());
        }
    },
    CALLS_PER_RUN("callsPerRun", "calls a run", Better.LOWER, Figures::significant) {
        @Override
        OptionalDouble of(Used used) {
            return used.perRun(used.sum().calls());
        }
    },
    COST_PER_RUN("costPerRun", "US dollars a run", Better.LOWER, Figures::usd) {
        @Override
        OptionalDouble of(Used used) {
            return used.perRun(used.sum().costUsd().doubleValue());
        }
    },
    CACHE_HIT_RATE("cacheHitRate", "input read from a cache", Better.HIGHER, Figures::share) {
        @Override
        OptionalDouble of(Used used) {
            return used.sum().cacheHitRate();
        }
    },
    OUTPUT_RATIO("outputRatio", "output tokens for an input token", Better.LOWER, Figures::significant) {
        @Override
        OptionalDouble of(Used used) {
            return used.sum().outputRatio();
        }
    },
    RETRY_RATE("retryRate", "calls that were refused first", Better.LOWER, Figures::share) {
        @Override
        OptionalDouble of(Used used) {
            return used.sum().retryRate();
        }
    },
    CONTEXT_USE("contextUse", "of a context window in the fullest call", Better.LOWER, Figures::share) {
        @Override
        OptionalDouble of(Used used) {
            return used.contextUse();
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

    /** Return the figure of what was used, or nothing where that does not tell it. */
    abstract OptionalDouble of(Used used);
}
