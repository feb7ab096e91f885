package dev.tokenbudget.internal.replay;

import dev.tokenbudget.internal.composition.TokenSlope;

/** How many tokens the providers of models count for a text of which {@code o200k_base} counts one. */
@FunctionalInterface
public interface Slopes {

    /** The slopes of models' families, as they were measured in public recordings. */
    Slopes TABLE = (provider, model) -> new Slope(TokenSlope.of(provider, model).hundredths() / 100.0, 0.05);

    /**
     * Return the slope of a model.
     *
     * @param provider the upstream's name
     * @param model the model that the agent asked for
     */
    Slope of(String provider, String model);

    /**
     * The slope of one model.
     *
     * @param tokens tokens for one that {@code o200k_base} counts
     * @param error how far that may be off, up or down, as a part of 1
     */
    record Slope(double tokens, double error) {}
}
