package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.run.PlannedTask;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.junit.BenchmarkTask;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** The measured tests of a test plan. */
final class PlannedTests {

    private static final TestTag MEASURED = TestTag.create("token-budget");

    private PlannedTests() {}

    /** Whether tests with these tags are measured. */
    static boolean areMeasured(Set<TestTag> tags) {
        return tags.contains(MEASURED);
    }

    /** Return all measured tests of {@code plan}. */
    static List<Planned> of(TestPlan plan) {
        List<Planned> planned = new ArrayList<>();
        for (TestIdentifier root : plan.getRoots()) {
            for (TestIdentifier test : plan.getDescendants(root)) {
                of(test, plan).ifPresent(planned::add);
            }
        }
        return planned;
    }

    /** Return the measured tests that {@code test} is or holds. */
    static List<Planned> in(TestIdentifier test, TestPlan plan) {
        return Stream.concat(Stream.of(test), plan.getDescendants(test).stream())
                .flatMap(found -> of(found, plan).stream())
                .toList();
    }

    private static Optional<Planned> of(TestIdentifier test, TestPlan plan) {
        return areMeasured(test.getTags())
                ? TestPlace.of(test, plan)
                        .map(place -> new Planned(test, new PlannedTask(task(place), runs(place.method()))))
                : Optional.empty();
    }

    /** Return the runs before the first look, where they are known: of parameter sets only JUnit knows how many there are. */
    private static OptionalInt runs(Method method) {
        Optional<BenchmarkTask> task = Annotations.find(method, BenchmarkTask.class);
        if (task.isPresent()) {
            return firstLook(task.get());
        }
        Optional<RepeatedTest> repeated = AnnotationSupport.findAnnotation(method, RepeatedTest.class);
        if (repeated.isPresent()) {
            return OptionalInt.of(repeated.get().value());
        }
        return AnnotationSupport.isAnnotated(method, Test.class) ? OptionalInt.of(1) : OptionalInt.empty();
    }

    private static TaskId task(TestPlace place) {
        return settings().map(place::task).orElseGet(place::task);
    }

    /** Return nothing where an annotation cannot be used: then its test fails with that message, where it is seen. */
    private static OptionalInt firstLook(BenchmarkTask task) {
        try {
            Optional<SessionSettings> settings = settings();
            return settings.isEmpty()
                    ? OptionalInt.empty()
                    : OptionalInt.of(
                            BenchmarkTaskProvider.looks(task, settings.get().settings())
                                    .first());
        } catch (IllegalArgumentException | ExtensionConfigurationException e) {
            return OptionalInt.empty();
        }
    }

    /** Return the settings, or nothing where they cannot be used: then each test fails with that message, where it is seen. */
    private static Optional<SessionSettings> settings() {
        try {
            return Optional.of(OpenSessions.current().settings());
        } catch (ExtensionConfigurationException e) {
            return Optional.empty();
        }
    }

    /**
     * A measured test.
     *
     * @param test the test as JUnit knows it
     * @param task the task that it has runs of
     */
    record Planned(TestIdentifier test, PlannedTask task) {}
}
