package dev.tokenbudget.internal.build;

import dev.tokenbudget.internal.build.WhyUnmeasured.Kind;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.text.Names;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The annotated tests of which a build has no run, and why: a build must not pass because nothing was measured.
 *
 * @param tests the annotated tests of the module
 * @param reports what became of tests
 * @param selection what the POM runs
 * @param testFilter the option that made the build run only some tests, where there is one
 */
public record UnmeasuredTests(
        AnnotatedTests tests, TestReports reports, TestSelection selection, Optional<String> testFilter) {

    private static final int MOST_NAMED = 5;

    /** Return what fails a build that measured nothing although it should have, a sentence for each reason with its remedy. */
    public List<String> failures(Measurement measurement) {
        return measurement.isEmpty() ? sentences(Set.of(), this::shouldHaveRun) : List.of();
    }

    /** Return which annotated tests are never measured, although others are. */
    public List<String> warnings(Measurement measurement) {
        return measurement.isEmpty()
                ? List.of()
                : sentences(measurement.tasks().keySet(), why -> why.kind() != Kind.UNREPORTED && shouldHaveRun(why));
    }

    /** Return why it is right that a build measured nothing, where that was asked for. */
    public List<String> excuses(Measurement measurement) {
        return measurement.isEmpty() ? sentences(Set.of(), why -> why.kind() == Kind.INTENDED) : List.of();
    }

    private boolean shouldHaveRun(WhyUnmeasured why) {
        return why.kind() == Kind.RAN || testFilter.isEmpty() && why.kind() != Kind.INTENDED;
    }

    private List<String> sentences(Set<TaskId> measured, Predicate<WhyUnmeasured> asked) {
        SortedMap<String, List<String>> byReason = new TreeMap<>();
        tests.methods().forEach((testClass, methods) -> {
            if (measured.stream().noneMatch(task -> isIn(task, testClass))) {
                WhyUnmeasured why = WhyUnmeasured.of(testClass, reports.of(testClass, methods), selection);
                if (asked.test(why)) {
                    byReason.merge(why.sentence(), List.of(testClass), UnmeasuredTests::joined);
                }
            }
        });
        return byReason.entrySet().stream()
                .map(entry -> entry.getKey().replace(WhyUnmeasured.THEY, Names.of(entry.getValue(), MOST_NAMED)))
                .toList();
    }

    private static List<String> joined(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private static boolean isIn(TaskId task, String testClass) {
        return task.testClass().equals(testClass) || task.testClass().startsWith(testClass + "$");
    }
}
