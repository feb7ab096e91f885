package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.run.TaskId;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * A test method, and the classes that it is executed in: an inherited {@code @Nested} class is executed in every subclass of
 * the class that declares it.
 *
 * @param classes the test classes, the outermost first; at least one
 * @param method the test method
 */
record TestPlace(List<Class<?>> classes, Method method) {

    TestPlace {
        classes = List.copyOf(classes);
    }

    /** Return the place of the test that {@code context} belongs to. */
    static TestPlace of(ExtensionContext context) {
        Deque<Class<?>> classes = new ArrayDeque<>();
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            at.get()
                    .getTestClass()
                    .filter(known -> known != classes.peekFirst())
                    .ifPresent(classes::addFirst);
        }
        return new TestPlace(new ArrayList<>(classes), context.getRequiredTestMethod());
    }

    /** Return the place of a planned test; nothing where it is no test method. */
    static Optional<TestPlace> of(TestIdentifier test, TestPlan plan) {
        List<TestSource> sources = new ArrayList<>();
        for (TestIdentifier at = test;
                !isEngine(at.getUniqueIdObject());
                at = plan.getParent(at).orElseThrow()) {
            at.getSource().ifPresent(sources::add);
        }
        return of(sources);
    }

    /** Return the place of a test that was found; nothing where it is no test method. */
    static Optional<TestPlace> of(TestDescriptor test) {
        List<TestSource> sources = new ArrayList<>();
        for (TestDescriptor at = test;
                !isEngine(at.getUniqueId());
                at = at.getParent().orElseThrow()) {
            at.getSource().ifPresent(sources::add);
        }
        return of(sources);
    }

    /** A suite has engines below it, and its own class is no test class. */
    private static boolean isEngine(UniqueId id) {
        return id.getLastSegment().getType().equals("engine");
    }

    private static Optional<TestPlace> of(List<TestSource> innermostFirst) {
        Deque<Class<?>> classes = new ArrayDeque<>();
        for (TestSource source : innermostFirst) {
            if (source instanceof ClassSource found && found.getJavaClass() != classes.peekFirst()) {
                classes.addFirst(found.getJavaClass());
            }
        }
        return !innermostFirst.isEmpty() && innermostFirst.get(0) instanceof MethodSource method
                ? Optional.of(new TestPlace(new ArrayList<>(classes), method.getJavaMethod()))
                : Optional.empty();
    }

    /** Return what the annotations of the method and its classes say. */
    AnnotationTerms terms() {
        return new AnnotationTerms(classes, method);
    }

    /** Return the task that the test's runs are of, as it is called without parameter sets. */
    TaskId task() {
        return new TaskId(className(), terms().task().orElse(method.getName()));
    }

    /** Return the task in this session, which may be one of several executions that run the test. */
    TaskId task(SessionSettings settings) {
        TaskId task = task();
        return settings.executionLabel(classes.get(0))
                .map(label -> new TaskId(task.testClass(), task.name() + " @" + label))
                .orElse(task);
    }

    /** Return the binary name of the innermost class, in which an inherited class is one of the class that inherits it. */
    String className() {
        String name = classes.get(0).getName();
        for (Class<?> nested : classes.subList(1, classes.size())) {
            name += "$" + nested.getSimpleName();
        }
        return name;
    }
}
