package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.ReplayedRun;

/**
 * Where a run asked for something that only a live run can know.
 *
 * @param run the run's number
 * @param departure what it asked for
 */
public record Departed(int run, ReplayedRun.Departure departure) {}
