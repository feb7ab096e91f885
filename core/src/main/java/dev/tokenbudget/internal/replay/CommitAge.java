package dev.tokenbudget.internal.replay;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * How old a commit is.
 *
 * @param date when it was made
 * @param behind how many commits were made up to the one that is checked out that it does not have; absent where that is unknown
 */
public record CommitAge(Instant date, OptionalInt behind) {}
