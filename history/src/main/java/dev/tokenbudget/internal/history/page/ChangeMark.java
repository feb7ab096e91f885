package dev.tokenbudget.internal.history.page;

import java.time.LocalDate;

/**
 * A place in a task's series at which its tokens moved.
 *
 * @param task the task's name
 * @param day the first day in UTC on the new level
 * @param sentence what moved, by how much, between which commits
 */
record ChangeMark(String task, LocalDate day, String sentence) {}
