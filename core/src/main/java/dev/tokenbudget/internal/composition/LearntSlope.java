package dev.tokenbudget.internal.composition;

/**
 * What a project's own runs tell of how a model's provider counts text.
 *
 * @param slope tokens for one that {@code o200k_base} counts
 * @param error how far that may be off, up or down, as a part of 1, with 95 % confidence
 * @param pairs the pairs of consecutive calls that it was learnt from
 */
public record LearntSlope(TokenSlope slope, double error, int pairs) {}
