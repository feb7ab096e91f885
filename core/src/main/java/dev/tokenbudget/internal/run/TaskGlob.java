package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.text.Wildcard;
import java.util.stream.Stream;

/**
 * Chooses tasks by name, or by several names with commas between them: {@code *} stands for any text, {@code ?} for one
 * character; matched against the task's name, its short name ({@code ReviewBenchmark.reviews}) and its full name
 * ({@code com.acme.ReviewBenchmark#reviews}). A name may hold commas itself.
 */
public record TaskGlob(String pattern) {

    /** Return whether {@code task} is chosen. */
    public boolean matches(TaskId task) {
        return Stream.concat(Stream.of(pattern), Stream.of(pattern.split(",")).map(String::strip))
                .map(Wildcard::glob)
                .anyMatch(glob -> Stream.of(task.name(), task.shortName(), task.toString())
                        .anyMatch(glob::matches));
    }
}
