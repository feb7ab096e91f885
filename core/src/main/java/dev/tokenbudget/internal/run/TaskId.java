package dev.tokenbudget.internal.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tokenbudget.internal.file.FileName;
import dev.tokenbudget.internal.file.UnfitNameException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is measured and has a baseline: one test method, or one of its parameter sets.
 *
 * @param module where tasks of several modules are shown together, the name of its module; else empty
 * @param testClass binary name of the test class; its baseline file is named after it
 * @param name unique in the class: the method's name, with the parameter set in brackets where there is one, or the name
 *     given in {@code @TokenBudget(task = …)}
 */
public record TaskId(String module, String testClass, String name) implements Comparable<TaskId> {

    private static final Pattern UNFIT = Pattern.compile("[^A-Za-z0-9._:$-]+");
    private static final int LONGEST_ANCHOR = 160;
    private static final int HASH_DIGITS = 8;

    /** @throws UnfitNameException if {@code testClass} is no binary name of a class */
    public TaskId {
        if (testClass.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException(
                    "A task needs a test class and a name, but got '" + testClass + "' and '" + name + "'.");
        }
        FileName.requireClass(testClass);
    }

    /** A task of the only module that is looked at. */
    public TaskId(String testClass, String name) {
        this("", testClass, name);
    }

    /** Return this task as one of {@code module}. */
    public TaskId in(String module) {
        return new TaskId(module, testClass, name);
    }

    /** Return the class's simple name and the task's name, as reports show it; behind the module's, where it has one. */
    public String shortName() {
        return ofModule() + testClass.substring(testClass.lastIndexOf('.') + 1) + "." + name;
    }

    /**
     * Return the name of this task's place in {@code report.html}, such as {@code com.acme.ReviewBenchmark:reviews}. It
     * holds ASCII letters, digits and {@code . _ : $ -} only; a name that does not fit, or is long, ends in a hash instead.
     */
    public String anchor() {
        String exact = (module.isEmpty() ? "" : module + ":") + testClass + ":" + name;
        String fit = UNFIT.matcher(exact).replaceAll("-");
        if (fit.equals(exact) && fit.length() <= LONGEST_ANCHOR) {
            return fit;
        }
        return fit.substring(0, Math.min(fit.length(), LONGEST_ANCHOR)) + "-" + hash();
    }

    private String hash() {
        return UUID.nameUUIDFromBytes(toString().getBytes(UTF_8)).toString().substring(0, HASH_DIGITS);
    }

    @Override
    public int compareTo(TaskId other) {
        int byModule = module.compareTo(other.module);
        int byClass = byModule != 0 ? byModule : testClass.compareTo(other.testClass);
        return byClass != 0 ? byClass : name.compareTo(other.name);
    }

    /** Written out, as the one below: those of a record cost each JVM 30 classes when they are first used. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TaskId task
                && name.equals(task.name)
                && testClass.equals(task.testClass)
                && module.equals(task.module);
    }

    @Override
    public int hashCode() {
        return (module.hashCode() * 31 + testClass.hashCode()) * 31 + name.hashCode();
    }

    /** Return the full form, {@code com.acme.ReviewBenchmark#reviewsPullRequest}. */
    @Override
    public String toString() {
        return ofModule() + testClass + "#" + name;
    }

    private String ofModule() {
        return module.isEmpty() ? "" : module + ": ";
    }
}
