package dev.tokenbudget.internal.history;

import java.util.OptionalDouble;

/**
 * What a build's check said of a task.
 *
 * @param build the build's id
 * @param task the task's name, as its runs have it
 * @param kind the kind of the verdict, such as {@code DRIFTED}
 * @param fails whether it failed the build
 * @param baselineMean mean tokens of a run in the baseline, where there is one
 * @param mean mean tokens of a run in this build, where measured
 * @param statement the verdict as a sentence, without its remedy
 */
public record VerdictEntry(
        String build,
        String task,
        String kind,
        boolean fails,
        OptionalDouble baselineMean,
        OptionalDouble mean,
        String statement) {}
