package dev.tokenbudget.baseline;

import java.time.Instant;
import java.util.Optional;

/**
 * A build whose runs are part of a baseline.
 *
 * @param id the build's id
 * @param date when its first run began
 * @param commit the commit that was built, where known
 * @param runs how many runs of the task it made
 */
public record Session(String id, Instant date, Optional<String> commit, int runs) {}
