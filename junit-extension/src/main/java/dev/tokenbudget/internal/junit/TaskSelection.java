package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.launcher.PostDiscoveryFilter;

/** Keeps in a test plan the methods whose task is selected; a method's parameter sets go with it. */
final class TaskSelection implements PostDiscoveryFilter {

    private final TaskGlob glob;
    private final SortedSet<String> leftOut = new TreeSet<>();

    TaskSelection(TaskGlob glob) {
        this.glob = glob;
    }

    @Override
    public FilterResult apply(TestDescriptor descriptor) {
        Optional<TestPlace> place = TestPlace.of(descriptor);
        if (place.isEmpty()) {
            return FilterResult.includedIf(!descriptor.isTest());
        }
        if (!PlannedTests.areMeasured(descriptor.getTags())) {
            return FilterResult.excluded("is not measured");
        }
        TaskId task = place.get().task();
        boolean chosen = glob.matches(task);
        if (!chosen) {
            leftOut.add(task.shortName());
        }
        return FilterResult.includedIf(chosen);
    }

    /** Return the short names of the tasks that were not selected. */
    List<String> leftOut() {
        return List.copyOf(leftOut);
    }
}
