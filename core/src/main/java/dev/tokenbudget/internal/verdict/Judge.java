package dev.tokenbudget.internal.verdict;

import java.util.List;

/**
 * Reaches the verdicts of a module's tasks.
 *
 * <p>All tasks come at once, because a rule may have to know how many questions it answers. The same comparisons and the
 * same policy give the same verdicts, always.
 */
public interface Judge {

    /**
     * Judge every task.
     *
     * @param tasks accepted beside measured numbers
     * @param policy what is demanded
     * @return a judged task for each of {@code tasks}, in their order
     */
    List<JudgedTask> judge(List<TaskComparison> tasks, Policy policy);
}
