package dev.tokenbudget.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.baseline.TaskBaseline;
import dev.tokenbudget.composition.SimulatedAgent;
import dev.tokenbudget.run.BuildId;
import dev.tokenbudget.run.TaskRuns;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A drift of the fixed prompt is seen in one run, however much runs vary; chance alone never looks like one. */
class StructuralDriftTest {

    private static final Consumer<SimulatedAgent> NOTHING = agent -> {};
    private static final Consumer<SimulatedAgent> LONGER_PROMPT = agent -> agent.system += 1204;

    @Test
    void a_longer_system_prompt_is_found_in_one_run_of_a_noisy_task() {
        for (int trial = 0; trial < 100; trial++) {
            JudgedTask judged = judge(20, 1, trial, LONGER_PROMPT);

            assertThat(judged.verdict().name()).isEqualTo("DRIFTED");
            assertThat(judged.statement() + judged.why().orElse("")).contains("system prompt +1,204 tokens a call");
        }
    }

    @Test
    void runs_without_a_change_of_the_prompt_never_drift_structurally() {
        for (int trial = 0; trial < 100; trial++) {
            assertThat(judge(20, 1, trial, NOTHING).verdict()).isNotInstanceOf(DriftVerdict.StructuralDrift.class);
        }
    }

    @Test
    void a_shorter_prompt_improves() {
        JudgedTask judged = judge(5, 1, 7, agent -> agent.system -= 880);

        assertThat(judged.verdict().name()).isEqualTo("IMPROVED");
    }

    @Test
    void a_movement_is_told_with_its_reason() {
        JudgedTask judged = judge(
                SimulatedAgent.withoutChance().runs(5), SimulatedAgent.withoutChance(), agent -> agent.loops += 2, 5);

        assertThat(judged.why().orElseThrow()).startsWith("Why +68.9 %: ").contains("more calls a run");
    }

    private static JudgedTask judge(int accepted, int measured, long seed, Consumer<SimulatedAgent> change) {
        SimulatedAgent before = new SimulatedAgent(2 * seed);
        SimulatedAgent after = new SimulatedAgent(2 * seed + 1);
        before.variation = 0.6;
        after.variation = 0.6;
        return judge(before.runs(accepted), after, change, measured);
    }

    private static JudgedTask judge(
            TaskRuns accepted, SimulatedAgent agent, Consumer<SimulatedAgent> change, int runs) {
        change.accept(agent);
        BuildId build = new BuildId("b", Optional.empty());
        TaskComparison task = new TaskComparison(
                accepted.task(),
                Optional.of(TaskBaseline.accept(accepted, build, "first", Optional.empty())),
                Optional.of(agent.runs(runs)),
                0);
        return new StatisticalJudge().judge(List.of(task), Judged.POLICY).get(0);
    }
}
