package dev.tokenbudget.internal.baseline;

import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Baselines with chosen numbers, for tests of whatever reads baselines. */
public final class BaselineExample {

    private BaselineExample() {}

    /** Return what accepting runs of {@code totals} tokens gives. */
    public static TaskBaseline accepted(TaskId task, long... totals) {
        return accepted(task, RunExample.runs(task, totals));
    }

    public static TaskBaseline accepted(TaskId task, List<Run> runs) {
        return TaskBaseline.accept(new TaskRuns(task, runs), RunExample.BUILD, "first baseline", Optional.empty());
    }

    /** Return what accepting a build of runs after the other gives, each by its runs' totals. */
    public static TaskBaseline builds(TaskId task, long[]... totals) {
        TaskBaseline accepted = accepted(task, totals[0]);
        for (int i = 1; i < totals.length; i++) {
            accepted = accepted.with(
                    new TaskRuns(task, RunExample.runs(task, totals[i])),
                    new BuildId("b" + (i + 1), Optional.empty()),
                    "one more build");
        }
        return accepted;
    }

    public static Baseline baseline(TaskId task, long... totals) {
        SortedMap<TaskId, TaskBaseline> tasks = new TreeMap<>();
        tasks.put(task, accepted(task, totals));
        return new Baseline(tasks);
    }

    /** Return {@code baseline} with tasks beside its own whose builds all tie: days are alike in this module. */
    public static Baseline withSteadyTasks(Baseline baseline) {
        Baseline grown = baseline;
        for (int i = 0; i < 8; i++) {
            TaskId task = steady(i);
            long[] always = {1000, 1001, 1000};
            grown = grown.with(task, builds(task, always, always, always, always));
        }
        return grown;
    }

    /** Return the name of a steady task. */
    public static TaskId steady(int number) {
        return new TaskId("com.acme.Steady", "task" + number);
    }

    public static Baseline empty() {
        return new Baseline(new TreeMap<>());
    }
}
