package dev.tokenbudget.internal.history;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A step that somebody accepted as the new baseline of a task.
 *
 * @param id the same whenever this step is read again: an id counts once
 * @param task the task's name, as its runs have it
 * @param date the day in UTC on which the accepted build was measured
 * @param reason why the numbers are right, as was said then
 * @param commit the commit that was measured, where known
 * @param before mean tokens of a run in the baseline that was replaced, where one was
 * @param after mean tokens of a run that was accepted, where still known
 */
public record AcceptanceEntry(
        String id,
        String task,
        LocalDate date,
        String reason,
        Optional<String> commit,
        OptionalDouble before,
        OptionalDouble after) {}
