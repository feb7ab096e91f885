package dev.tokenbudget.internal.recording;

import java.time.Duration;
import java.time.Instant;

/**
 * The time of a run: when it began by the system's clock, and what has passed since by one that nobody sets. So a clock that
 * is set meanwhile moves no call before another.
 */
final class RunClock {

    private final Instant begin;
    private final long beginNanos = System.nanoTime();

    RunClock(Instant begin) {
        this.begin = begin;
    }

    Instant begin() {
        return begin;
    }

    Duration passed() {
        return Duration.ofNanos(System.nanoTime() - beginNanos);
    }

    Instant now() {
        return begin.plus(passed());
    }
}
