package dev.tokenbudget.internal.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.composition.SimulatedAgent;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.statistics.SessionVariation;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Where all tasks moved alike though no prompt changed, the cause is outside of them, and reports say so. */
class CommonShiftTest {

    private static final Consumer<SimulatedAgent> PROVIDER_ADDS_TOKENS = agent -> agent.hidden += 150;
    private static final Consumer<SimulatedAgent> LONGER_PROMPT = agent -> agent.system += 150;

    @Test
    void tokens_that_the_provider_adds_to_all_tasks_are_told_as_one_movement() {
        assertThat(warning(20, PROVIDER_ADDS_TOKENS))
                .hasValueSatisfying(warning -> assertThat(warning)
                        .matches(
                                "All 20 tasks whose calls were compared moved by about \\+[3-5]\\.\\d % at an equal number"
                                        + " of calls, and no change of a fixed prompt was seen: the cause is the provider, or something that"
                                        + " the tasks share\\."));
    }

    @Test
    void a_fixed_prompt_that_changed_is_cause_enough() {
        assertThat(warning(20, LONGER_PROMPT)).isEmpty();
    }

    @Test
    void tasks_that_did_not_move_and_tasks_that_are_too_few_share_nothing() {
        assertThat(warning(20, agent -> {})).isEmpty();
        assertThat(warning(4, PROVIDER_ADDS_TOKENS)).isEmpty();
        assertThat(CommonShift.warning(List.of())).isEmpty();
    }

    private static Optional<String> warning(int tasks, Consumer<SimulatedAgent> change) {
        return CommonShift.warning(Judge.judge(
                LongStream.range(0, tasks)
                        .mapToObj(task -> comparison(task, change))
                        .toList(),
                Judged.POLICY,
                SessionVariation.ASSUMED,
                atHand -> {}));
    }

    private static TaskComparison comparison(long task, Consumer<SimulatedAgent> change) {
        SimulatedAgent before = new SimulatedAgent(2 * task);
        SimulatedAgent after = new SimulatedAgent(2 * task + 1);
        before.variation = 0.05;
        after.variation = 0.05;
        change.accept(after);
        TaskRuns accepted = before.runs(10);
        return new TaskComparison(
                accepted.task(),
                Optional.of(
                        TaskBaseline.accept(accepted, new BuildId("b", Optional.empty()), "first", Optional.empty())),
                Optional.of(after.runs(6)),
                0);
    }
}
