package dev.tokenbudget.junit;

import dev.tokenbudget.run.TaskId;
import java.lang.reflect.Method;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.UniqueId.Segment;

/**
 * The task that a test invocation is a run of.
 *
 * @param task the task: repetitions share it, parameter sets have one each
 * @param owner the test that may have runs of this task; no other test may
 */
record TaskNaming(TaskId task, String owner) {

    private static final Pattern LEADING_INDEX = Pattern.compile("\\[\\d+]\\s*");
    /** What {@code Object.toString} adds: differs from JVM to JVM, so a task named after it would be new each time. */
    private static final Pattern IDENTITY_HASH = Pattern.compile("[\\w$;\\]]@[0-9a-f]{1,8}(?![\\w.])");

    private static final String TEMPLATE_INVOCATION = "test-template-invocation";
    private static final String CLASS_TEMPLATE_INVOCATION = "class-template-invocation";

    /** Name the task of the test at {@code place} that {@code context} belongs to. */
    static TaskNaming of(ExtensionContext context, TestPlace place) {
        Method method = place.method();
        boolean repeated = AnnotationSupport.isAnnotated(method, RepeatedTest.class)
                || AnnotationSupport.isAnnotated(method, BenchmarkTask.class);
        TaskId unparameterized = place.task();
        TaskId task =
                new TaskId(unparameterized.testClass(), unparameterized.name() + parameterSets(context, repeated));
        return new TaskNaming(task, owner(context, repeated));
    }

    private static String parameterSets(ExtensionContext context, boolean repeated) {
        String outer = context.getParent()
                .map(parent -> parameterSets(parent, repeated))
                .orElse("");
        Segment segment = UniqueId.parse(context.getUniqueId()).getLastSegment();
        boolean isParameterSet = segment.getType().equals(CLASS_TEMPLATE_INVOCATION)
                || segment.getType().equals(TEMPLATE_INVOCATION) && !repeated;
        return isParameterSet ? outer + "[" + parameterSet(context.getDisplayName(), segment.getValue()) + "]" : outer;
    }

    private static String parameterSet(String displayName, String index) {
        Matcher leading = LEADING_INDEX.matcher(displayName);
        String name = leading.lookingAt() ? displayName.substring(leading.end()) : displayName;
        return name.isBlank() || IDENTITY_HASH.matcher(name).find() ? index : name;
    }

    /** Return the test's place below its engine: the same test is the same owner also when a suite runs it. */
    private static String owner(ExtensionContext context, boolean repeated) {
        List<Segment> segments = UniqueId.parse(context.getUniqueId()).getSegments();
        int begin = 0;
        for (int i = 0; i < segments.size(); i++) {
            begin = segments.get(i).getType().equals("engine") ? i + 1 : begin;
        }
        return segments.subList(begin, repeated ? segments.size() - 1 : segments.size()).stream()
                .map(segment -> segment.getType() + ":" + segment.getValue())
                .collect(Collectors.joining("/"));
    }
}
