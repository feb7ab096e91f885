package dev.tokenbudget.internal.run;

/**
 * Which variant of its task a run is of, where a test runs the same task in several, such as with several models.
 *
 * @param of the name of the task without its variant, in the same test class
 * @param name the variant's name, such as {@code gpt-5-mini}
 */
public record TaskVariant(String of, String name) {

    public TaskVariant {
        if (of.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException(
                    "A variant needs a task and a name, but got '" + of + "' and '" + name + "'.");
        }
    }
}
