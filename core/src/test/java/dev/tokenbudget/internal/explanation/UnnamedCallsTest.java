package dev.tokenbudget.internal.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.composition.SimulatedAgent;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import dev.tokenbudget.usage.TokenUsage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Calls that name no agent are told apart by their system prompts and tools, and not averaged. */
class UnnamedCallsTest {

    private static final Kind WRITER = new Kind("writer", 800, 500, 200);
    private static final Kind GUARD = new Kind("guard", 300, 90, 10);
    private static final Kind PLANNER = new Kind("planner", 2_000, 300, 600);

    /** Calls of one kind: the tokens of their system prompt, of what the user asked, and of the answer. */
    private record Kind(String prompt, int system, int user, int answer) {

        Kind longer(int tokens) {
            return new Kind(prompt + " " + tokens, system + tokens, user, answer);
        }

        ModelCall.Builder call() {
            return ModelCall.builder("openai", "gpt-5")
                    .started(RunExample.START)
                    .usage(TokenUsage.of(system + user, answer))
                    .prompt(PromptSections.builder()
                            .system(new Section(4L * system, system))
                            .user(new Section(4L * user, user))
                            .systemHash(prompt)
                            .build());
        }
    }

    @Test
    void a_guardrail_before_each_call_is_told_as_calls_of_its_own() {
        assertThat(explained(run(WRITER, WRITER, WRITER), run(GUARD, WRITER, GUARD, WRITER, GUARD, WRITER)))
                .extracting(Cause::text)
                .containsExactly("3 more calls a run (3 → 6) with a system prompt of their own, 400 tokens each");
    }

    @Test
    void a_guardrail_that_went_is_told_as_calls_of_its_own() {
        assertThat(explained(run(GUARD, WRITER), run(WRITER)))
                .extracting(Cause::text)
                .containsExactly("one fewer call a run (2 → 1) with a system prompt of their own, 400 tokens each");
    }

    @Test
    void a_guardrail_that_came_does_not_hide_that_the_other_prompt_grew() {
        assertThat(explained(run(WRITER, WRITER), run(GUARD, WRITER.longer(700), GUARD, WRITER.longer(700))))
                .extracting(Cause::text)
                .containsExactly(
                        "system prompt +700 tokens a call × 2 calls",
                        "2 more calls a run (2 → 4) with a system prompt of their own, 400 tokens each");
    }

    @Test
    void of_several_kinds_the_one_whose_prompt_grew_is_charged() {
        IntFunction<List<Kind>> before = run(PLANNER, WRITER, WRITER, GUARD);
        IntFunction<List<Kind>> after = run(PLANNER, WRITER.longer(250), WRITER.longer(250), GUARD);

        assertThat(explained(before, after))
                .extracting(Cause::text)
                .containsExactly("system prompt +250 tokens a call × 2 calls");
        assertThat(FixedPromptChange.of(composition(5, before), composition(1, after))
                        .orElseThrow()
                        .text())
                .startsWith("system prompt +250 tokens a call × 2 calls = ");
    }

    @Test
    void more_calls_of_a_known_kind_are_no_other_prompts() {
        assertThat(explained(run(PLANNER, WRITER), run(PLANNER, WRITER, new Kind("writer", 800, 510, 200))))
                .extracting(Cause::text)
                .containsExactly("one more call a run (1 → 2)");
    }

    @Test
    void what_is_retrieved_into_the_system_prompt_of_every_call_makes_no_kinds() {
        Random random = new Random(1);
        IntFunction<List<Kind>> retrieving = run -> List.of(retrieved(random), retrieved(random), retrieved(random));

        Explanation explanation = Explanation.of(composition(20, retrieving), composition(10, retrieving));

        assertThat(explanation.facts()).isEmpty();
        assertThat(explanation.causes())
                .filteredOn(cause -> cause.points().orElseThrow().abs().doubleValue() >= 0.1)
                .extracting(Cause::kind)
                .containsOnly(Cause.Kind.SYSTEM_PROMPT);
    }

    @Test
    void a_prompt_that_was_changed_between_two_sessions_of_the_baseline_is_still_one_kind() {
        Composition baseline =
                composition(10, run(WRITER, GUARD)).followedBy(composition(10, run(WRITER.longer(200), GUARD)));

        Explanation explanation = Explanation.of(baseline, composition(5, run(WRITER.longer(200), GUARD)));

        assertThat(explanation.causes())
                .extracting(Cause::text)
                .containsExactly("system prompt +100 tokens a call × 1 call");
    }

    @Test
    void the_order_of_runs_says_nothing() {
        SimulatedAgent agent = new SimulatedAgent(3);
        List<Run> runs = new ArrayList<>();
        IntStream.rangeClosed(1, 9)
                .forEach(number -> runs.add(RunExample.run(
                        RunExample.REVIEWS,
                        number,
                        calls(
                                number % 3 == 0
                                        ? List.of(WRITER, GUARD)
                                        : List.of(PLANNER, WRITER, retrieved(new Random(number)))))));
        List<Run> reversed = new ArrayList<>(runs);
        Collections.reverse(reversed);
        Composition other = agent.composition(3);

        assertThat(Explanation.of(
                        other,
                        Composition.of(new TaskRuns(RunExample.REVIEWS, reversed))
                                .orElseThrow()))
                .isEqualTo(Explanation.of(
                        other,
                        Composition.of(new TaskRuns(RunExample.REVIEWS, runs)).orElseThrow()));
    }

    private static Kind retrieved(Random random) {
        int documents = 500 + random.nextInt(4_000);
        return new Kind("documents " + random.nextLong(), documents, 500, 200);
    }

    private static IntFunction<List<Kind>> run(Kind... calls) {
        return run -> List.of(calls);
    }

    private static List<Cause> explained(IntFunction<List<Kind>> before, IntFunction<List<Kind>> after) {
        return Explanation.of(composition(5, before), composition(5, after)).causes();
    }

    private static Composition composition(int runs, IntFunction<List<Kind>> calls) {
        return Composition.of(new TaskRuns(
                        RunExample.REVIEWS,
                        IntStream.rangeClosed(1, runs)
                                .mapToObj(number ->
                                        RunExample.run(RunExample.REVIEWS, number, calls(calls.apply(number))))
                                .toList()))
                .orElseThrow();
    }

    private static ModelCall[] calls(List<Kind> kinds) {
        List<ModelCall> calls = new ArrayList<>();
        kinds.forEach(kind -> calls.add(kind.call().build()));
        return calls.toArray(ModelCall[]::new);
    }
}
