package dev.tokenbudget.internal.history.store;

/**
 * The call to a model with the most tokens.
 *
 * @param provider the upstream's name
 * @param model the model that answered
 * @param tokens of prompt and answer together
 */
public record LargestCall(String provider, String model, long tokens) {}
