package dev.tokenbudget.internal.history.store;

/**
 * A task that failed the check of a build.
 *
 * @param build the build's id
 * @param task the task's name
 */
public record FailedVerdict(String build, String task) {}
