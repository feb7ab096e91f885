package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.history.change.ChangePoints;
import dev.tokenbudget.internal.history.store.FailedVerdict;
import dev.tokenbudget.internal.history.store.TaskPoint;
import java.util.List;
import java.util.Set;

/** Where the tokens of tasks moved. */
final class ChangeMarks {

    private ChangeMarks() {}

    /** Return the places in {@code points}, which are by task and then by time, at which tokens moved. */
    static List<ChangeMark> in(List<TaskPoint> points, Set<FailedVerdict> failures) {
        return ChangePoints.in(points, failures).stream()
                .map(change -> new ChangeMark(change.task(), change.between().day(), change.movement()))
                .toList();
    }
}
