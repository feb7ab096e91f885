package dev.tokenbudget.internal.build;

import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.settings.TestExecution;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The test classes that a module's build runs, by what its POM says to Surefire and Failsafe.
 *
 * @param executions all that run tests; empty where they are not known
 */
public record TestSelection(List<TestExecution> executions) {

    public TestSelection {
        executions =
                executions.stream().filter(execution -> !execution.isSkipped()).toList();
    }

    /** Return the executions that run {@code testClass}. */
    List<TestExecution> of(String testClass) {
        return executions.stream()
                .filter(execution -> execution.selects(testClass))
                .toList();
    }

    /** Return what in the POM keeps {@code testClass} from running; nothing where it runs, or only its name does not fit. */
    Optional<String> leavesOutBy(String testClass) {
        return of(testClass).isEmpty()
                ? executions.stream()
                        .flatMap(execution -> execution.leavesOutBy(testClass).stream())
                        .findFirst()
                : Optional.empty();
    }

    /** Return the tasks of a baseline that did not run because the POM leaves them out. */
    public Set<TaskId> leftOut(Collection<TaskId> accepted, Measurement measurement) {
        return accepted.stream()
                .filter(task -> !measurement.tasks().containsKey(task))
                .filter(task -> leavesOutBy(topLevel(task)).isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Return why {@code tasks} that the POM leaves out did not run, a sentence for each reason. */
    public List<String> reasons(Set<TaskId> tasks) {
        SortedMap<String, String> names = tasks.stream()
                .collect(Collectors.toMap(
                        task -> leavesOutBy(topLevel(task)).orElseThrow(),
                        TaskId::shortName,
                        (one, other) -> one + ", " + other,
                        TreeMap::new));
        return names.entrySet().stream()
                .map(entry -> entry.getKey() + " left out tests, so these tasks of the baseline did not run and are not"
                        + " judged: " + entry.getValue() + ".")
                .toList();
    }

    private static String topLevel(TaskId task) {
        int nested = task.testClass().indexOf('$');
        return nested < 0 ? task.testClass() : task.testClass().substring(0, nested);
    }
}
