package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.run.TaskId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.StringJoiner;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.UniqueId.Segment;

/**
 * The task that a test invocation is a run of.
 *
 * @param task the task: repetitions share it, parameter sets have one each
 * @param owner the test that may have runs of this task; no other test may
 */
record TaskNaming(TaskId task, String owner) {

    /**
     * Name the task of a test.
     *
     * @param context the test's context
     * @param unparameterized the task as it is called without parameter sets
     */
    static TaskNaming of(ExtensionContext context, TaskId unparameterized) {
        Deque<TemplateInvocation> invocations = new ArrayDeque<>();
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            TemplateInvocation.of(at.get()).ifPresent(invocations::addFirst);
        }
        StringBuilder name = new StringBuilder(unparameterized.name());
        for (TemplateInvocation invocation : invocations) {
            invocation.set().ifPresent(set -> name.append('[').append(set).append(']'));
        }
        return new TaskNaming(
                new TaskId(unparameterized.testClass(), name.toString()), owner(context.getUniqueId(), invocations));
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
