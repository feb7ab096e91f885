package dev.tokenbudget.internal.progress;

import dev.tokenbudget.internal.run.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Something that happened in a session, in the order in which it happened. */
public sealed interface ProgressEvent {

    /**
     * The session knows what it will run.
     *
     * @param tasks the tasks in no particular order; parameter sets are not known yet, so their method stands for them
     * @param leftOut names of tasks that were not asked for
     */
    record Planned(List<PlannedTask> tasks, List<String> leftOut) implements ProgressEvent {

        public Planned {
            tasks = List.copyOf(tasks);
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * A task that will run.
     *
     * @param name the task's short name
     * @param runs runs before the first look, where they are known
     */
    record PlannedTask(String name, OptionalInt runs) {}

    /**
     * A run began.
     *
     * @param task the task's short name
     * @param number the run's number in its task, from 1
     * @param of runs until the next look, where that is known
     * @param upTo the most runs that there may be, where that is known
     */
    record Begun(String task, int number, OptionalInt of, OptionalInt upTo) implements ProgressEvent {}

    /**
     * A run ended and is in the run log.
     *
     * @param task the task's short name
     * @param number the run's number in its task, from 1
     * @param outcome how it ended
     * @param tokens input + output, where all of it is known
     * @param usd US dollars, where all prices are known
     * @param duration from the run's begin to its end
     */
    record Ended(
            String task, int number, Outcome outcome, OptionalLong tokens, Optional<BigDecimal> usd, Duration duration)
            implements ProgressEvent {}

    /**
     * A planned task has no more runs.
     *
     * @param task the name that it was planned under
     */
    record Done(String task) implements ProgressEvent {}

    /**
     * A test failed.
     *
     * @param test the test's name
     * @param because what it failed with, and where
     */
    record Failed(String test, String because) implements ProgressEvent {}

    /**
     * No further run is started, because a limit of the session is reached.
     *
     * @param because the limit, as a sentence
     */
    record LimitReached(String because) implements ProgressEvent {}
}
