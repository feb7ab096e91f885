package dev.tokenbudget.run;

import java.util.Comparator;

/**
 * What is measured and has a baseline: one test method, or one of its parameter sets.
 *
 * @param testClass binary name of the test class; its baseline file is named after it
 * @param name unique in the class: the method's name, with the parameter set in brackets where there is one, or the name
 *     given in {@code @TokenBudget(task = …)}
 */
public record TaskId(String testClass, String name) implements Comparable<TaskId> {

    private static final Comparator<TaskId> ORDER =
            Comparator.comparing(TaskId::testClass).thenComparing(TaskId::name);

    public TaskId {
        if (testClass.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException(
                    "A task needs a test class and a name, but got '" + testClass + "' and '" + name + "'.");
        }
    }

    /** Return the class's simple name and the task's name, as reports show it. */
    public String shortName() {
        return testClass.substring(testClass.lastIndexOf('.') + 1) + "." + name;
    }

    @Override
    public int compareTo(TaskId other) {
        return ORDER.compare(this, other);
    }

    /** Return the full form, {@code com.acme.ReviewBenchmark#reviewsPullRequest}. */
    @Override
    public String toString() {
        return testClass + "#" + name;
    }
}
