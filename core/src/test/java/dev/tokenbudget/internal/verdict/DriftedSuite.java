package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.runs;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import java.util.ArrayList;
import java.util.List;

/** Ten tasks that each stay within +15 %, and together drifted by +12.4 %. */
record DriftedSuite(Measurement measured, Baseline before) {

    static DriftedSuite ofTenTasks() {
        List<Run> runs = new ArrayList<>();
        Baseline before = empty();
        for (int i = 0; i < 10; i++) {
            TaskId task = new TaskId("com.acme.Many", "task" + i);
            before = before.with(task, accepted(task, 1000, 1000, 1000));
            runs.addAll(runs(task, 1120 + i, 1120 + i, 1120 + i));
        }
        return new DriftedSuite(measurement(runs), before);
    }

    Comparison judgedBy(Policy policy) {
        return Comparison.of(measured, before, policy);
    }
}
