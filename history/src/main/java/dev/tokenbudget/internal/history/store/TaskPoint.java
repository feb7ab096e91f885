package dev.tokenbudget.internal.history.store;

import dev.tokenbudget.internal.history.BuildEntry;
import dev.tokenbudget.internal.history.LogSums;
import java.math.BigDecimal;

/**
 * What a build measured of a task.
 *
 * @param task the task's name
 * @param build the build
 * @param runs how many runs it made
 * @param succeeded how many of them succeeded
 * @param samples how many of these tell their tokens
 * @param mean mean tokens of a sample; 0 where there is none
 * @param deviation standard deviation of a sample's tokens; 0 where there are less than two
 * @param logs sums of the samples' logarithms
 * @param costUsd what all runs cost together, in US dollars
 */
public record TaskPoint(
        String task,
        BuildEntry build,
        long runs,
        long succeeded,
        long samples,
        double mean,
        double deviation,
        LogSums logs,
        BigDecimal costUsd) {}
