package dev.tokenbudget.internal.history;

import dev.tokenbudget.internal.run.TaskId;

/** The names of tasks in a history. */
public final class TaskName {

    private TaskName() {}

    /** Return the class and the name of {@code task}, such as {@code com.acme.ReviewTest.reviews}, behind its module where it has one. */
    public static String of(TaskId task) {
        return in(task.module(), task.testClass() + "." + task.name());
    }

    /** Return {@code name} as one of {@code module}, which may be empty. */
    public static String in(String module, String name) {
        return module.isEmpty() ? name : module + ": " + name;
    }
}
