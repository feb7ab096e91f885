package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.run.TaskId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.UniqueId.Segment;

/**
 * The task that a test invocation is a run of.
 *
 * @param task the task: repetitions share it, parameter sets have one each
 * @param ofAllSets the task as it is called without the parameter set of its method
 * @param owner the test that may have runs of this task; no other test may
 */
record TaskNaming(TaskId task, TaskId ofAllSets, String owner) {

    /**
     * Name the task of a test.
     *
     * @param context the test's context
     * @param unparameterized the task as it is called without parameter sets
     */
    static TaskNaming of(ExtensionContext context, TaskId unparameterized) {
        Deque<TemplateInvocation> invocations = new ArrayDeque<>();
        for (Optional<ExtensionContext> at = context.getParent();
                at.isPresent();
                at = at.get().getParent()) {
            TemplateInvocation.of(at.get()).ifPresent(invocations::addFirst);
        }
        String ofAllSets = unparameterized.name() + sets(invocations.stream());
        Optional<TemplateInvocation> ofMethod = TemplateInvocation.of(context);
        ofMethod.ifPresent(invocations::addLast);
        return new TaskNaming(
                new TaskId(unparameterized.testClass(), ofAllSets + sets(ofMethod.stream())),
                new TaskId(unparameterized.testClass(), ofAllSets),
                owner(context.getUniqueId(), invocations));
    }

    private static String sets(Stream<TemplateInvocation> invocations) {
        return invocations
                .flatMap(invocation -> invocation.set().stream())
                .map(set -> "[" + set + "]")
                .collect(Collectors.joining());
    }

    /** Return the naming of a variant of this task. */
    TaskNaming of(VariantValue variant) {
        return new TaskNaming(variant.task(task), task, owner);
    }

    /**
     * Return the test's place below its engine: the same test is the same owner also when a suite runs it, and so are its
     * repetitions.
     */
    private static String owner(String test, Deque<TemplateInvocation> invocations) {
        Deque<TemplateInvocation> left = new ArrayDeque<>(invocations);
        StringJoiner owner = new StringJoiner("/");
        for (Segment segment : UniqueId.parse(test).getSegments()) {
            if (segment.getType().equals("engine")) {
                owner = new StringJoiner("/");
            } else if (!TemplateInvocation.isOne(segment) || left.remove().isOneOfItsOwn()) {
                owner.add(segment.getType() + ":" + segment.getValue());
            }
        }
        return owner.toString();
    }
}
