package dev.tokenbudget.internal.runlog;

import java.time.Instant;

/**
 * The orderly end of a session: its JVM came to the end of its test plans, and wrote all that it had measured. Where a log has
 * none, the JVM was killed, or a test ended it.
 *
 * @param ended when that was
 * @param runs how many runs the log holds
 * @param looseCalls how many loose calls the log holds; one that came later still stands behind the end
 */
public record SessionEnd(Instant ended, int runs, int looseCalls) {}
