package dev.tokenbudget.run;

/**
 * A planned task of which JUnit executed no run.
 *
 * @param task the task as it is called without parameter sets
 * @param reason why, as JUnit tells it: the condition or assumption that was not met
 */
public record SkippedTask(TaskId task, String reason) {}
