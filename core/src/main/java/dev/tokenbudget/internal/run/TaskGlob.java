package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.text.Wildcard;

/**
 * Chooses tasks by name: {@code *} stands for any text, {@code ?} for one character; matched against the task's name, its
 * short name ({@code ReviewBenchmark.reviews}) and its full name ({@code com.acme.ReviewBenchmark#reviews}).
 */
public record TaskGlob(String pattern) {

    /** Return whether {@code task} is chosen. */
    public boolean matches(TaskId task) {
        Wildcard glob = Wildcard.glob(pattern);
        return glob.matches(task.name()) || glob.matches(task.shortName()) || glob.matches(task.toString());
    }
}
