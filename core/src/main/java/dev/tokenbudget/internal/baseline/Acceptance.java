package dev.tokenbudget.internal.baseline;

import java.time.Instant;
import java.util.Optional;

/**
 * The acceptance of a measurement as a baseline.
 *
 * @param date the day on which the accepted build was measured, in UTC, by its first moment
 * @param reason why the numbers are right
 * @param commit the commit that was measured, where known
 */
public record Acceptance(Instant date, String reason, Optional<String> commit) {}
