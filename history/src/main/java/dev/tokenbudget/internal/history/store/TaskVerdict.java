package dev.tokenbudget.internal.history.store;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * What the check of a build said of a task, in a word.
 *
 * @param task the task's name
 * @param build the build's id
 * @param at when the build's first run began
 * @param kind the kind of the verdict, such as {@code DRIFTED}
 * @param fails whether it failed the build
 * @param baselineMean mean tokens of a run in the baseline of that build, where there was one
 */
public record TaskVerdict(
        String task, String build, Instant at, String kind, boolean fails, OptionalDouble baselineMean) {}
