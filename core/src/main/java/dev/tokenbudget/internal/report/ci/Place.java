package dev.tokenbudget.internal.report.ci;

/**
 * A line of a file of the repository.
 *
 * @param path relative to the repository's root, with slashes
 * @param line from 1 on
 */
public record Place(String path, int line) {}
