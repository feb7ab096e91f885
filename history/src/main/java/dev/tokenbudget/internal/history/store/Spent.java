package dev.tokenbudget.internal.history.store;

import java.math.BigDecimal;

/**
 * What calls used together.
 *
 * @param tokens input and output tokens, as far as known
 * @param costUsd US dollars, as far as known
 */
public record Spent(long tokens, BigDecimal costUsd) {}
