package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.run.TaskId;

/** Where messages send a reader who wants to see the calls. */
public final class DeepLink {

    /** The report that links lead into. */
    public static final String TARGET = "report.html";

    private DeepLink() {}

    /** Return the place of {@code task}, such as {@code report.html#com.acme.ReviewBenchmark:reviews}. */
    public static String to(TaskId task) {
        return TARGET + "#" + task.anchor();
    }
}
