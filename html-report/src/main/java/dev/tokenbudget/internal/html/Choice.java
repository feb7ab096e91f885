package dev.tokenbudget.internal.html;

/**
 * A verdict by which a list of tasks can be filtered.
 *
 * @param verdict its word
 * @param tasks how many tasks have it, in words
 */
public record Choice(String verdict, String tasks) {}
