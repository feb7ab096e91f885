package dev.tokenbudget.internal.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.composition.SimulatedAgent;
import dev.tokenbudget.internal.explanation.Cause.Kind;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Changes of an agent's code, and one of its provider, each planted many times with other chances: each time it must be named first, whether the
 * agent keeps its whole conversation or trims it.
 */
class PlantedRegressionsTest {

    private static final int TRIALS = 40;
    private static final int RUNS_BEFORE = 20;
    private static final int RUNS_AFTER = 10;

    @Test
    void a_longer_system_prompt() {
        everyTime(agent -> agent.system += 1204, explanation -> {
            assertThat(first(explanation)).isEqualTo(Kind.SYSTEM_PROMPT);
            assertThat(explanation.sentence()).contains(": system prompt +1,204 tokens a call × ");
            assertThat(explanation.facts()).extracting(Fact::sentence).contains("the system prompt changed");
        });
    }

    @Test
    void three_more_tools() {
        everyTime(agent -> agent.tools += 3, explanation -> {
            assertThat(first(explanation)).isEqualTo(Kind.TOOL_DEFINITIONS);
            assertThat(explanation.sentence()).contains(": tool definitions (5 → 8 tools) +600 tokens a call × ");
            assertThat(explanation.facts()).extracting(Fact::sentence).contains("tools: 5 → 8");
        });
    }

    @Test
    void a_history_that_is_never_trimmed() {
        for (int trial = 0; trial < TRIALS; trial++) {
            Explanation explanation = explained(
                    trial,
                    agent -> {
                        agent.loops = 5;
                        agent.turnsKept = 1;
                    },
                    agent -> agent.turnsKept = Integer.MAX_VALUE);

            assertThat(first(explanation)).as(explanation.sentence()).isEqualTo(Kind.HISTORY);
        }
    }

    @Test
    void one_more_loop() {
        everyTime(agent -> agent.loops++, explanation -> {
            assertThat(first(explanation)).isEqualTo(Kind.CALLS);
            assertThat(pointsOf(explanation, Kind.HISTORY)).isLessThan(2);
            assertThat(pointsOf(explanation, Kind.TOOL_RESULTS)).isLessThan(5);
        });
    }

    @Test
    void verbose_answers() {
        everyTime(agent -> agent.wordiness = 3, explanation -> {
            assertThat(first(explanation)).isEqualTo(Kind.OUTPUT);
            assertThat(explanation.sentence()).contains(" tokens a run as history ");
        });
    }

    @Test
    void a_cache_broken_by_a_time_in_the_prompt() {
        everyTime(agent -> agent.timeInSystemPrompt = true, explanation -> {
            assertThat(explanation.sentence())
                    .containsPattern(
                            "^[^:]*: cache hits lost: \\d+ % → 0 % of the input was read from a cache; there are"
                                    + " [\\d.]+ variants of the system prompt a run where there was 1:");
        });
    }

    @Test
    void a_cache_broken_by_tools_in_another_order() {
        everyTime(agent -> agent.toolsVary = true, explanation -> {
            assertThat(explanation.causes()).noneMatch(cause -> cause.text().contains("of their own"));
            assertThat(explanation.sentence()).contains(" variants of the tool definitions a run where there was 1:");
        });
    }

    @Test
    void retries_that_are_billed() {
        everyTime(agent -> agent.repeats = 0.4, explanation -> {
            assertThat(first(explanation)).isEqualTo(Kind.CALLS);
            assertThat(explanation.sentence()).containsPattern("; [\\d.]+ of them send a prompt again\\) explains? ");
        });
    }

    @Test
    void retries_that_are_not_billed() {
        everyTime(
                agent -> agent.refusals = 0.4,
                explanation -> assertThat(explanation.sentence())
                        .containsPattern("^[^:]*: refused attempts: 0 → [\\d.]+ a run"));
    }

    @Test
    void larger_tool_results() {
        everyTime(agent -> agent.toolResult = 1200, explanation -> {
            assertThat(first(explanation)).isEqualTo(Kind.TOOL_RESULTS);
        });
    }

    @Test
    void a_pricier_model() {
        everyTime(
                agent -> agent.model = "model-z",
                explanation -> assertThat(explanation.sentence())
                        .containsPattern("^[^:]*: the model changed: acme model-x → acme model-z"));
    }

    @Test
    void a_provider_that_counts_more_for_the_same_prompts() {
        everyTime(agent -> agent.tokensOfText = 1.3, explanation -> {
            assertThat(first(explanation)).as(explanation.sentence()).isEqualTo(Kind.SAME_TEXT);
            assertThat(explanation.sentence())
                    .contains(" are unexplained: the provider counts +")
                    .contains(" for the same text");
        });
    }

    @Test
    void an_added_reviewer_agent() {
        SimulatedAgent reviewer = new SimulatedAgent(77);
        reviewer.name = Optional.of("reviewer");
        for (int trial = 0; trial < TRIALS; trial++) {
            Explanation explanation = explained(
                    trial,
                    agent -> agent.name = Optional.of("writer"),
                    agent -> agent.reviewer = Optional.of(reviewer));

            assertThat(first(explanation)).as(explanation.sentence()).isEqualTo(Kind.AGENT_ADDED);
            assertThat(explanation.sentence()).contains(": added agent reviewer (");
        }
    }

    @Test
    void an_added_agent_without_a_name_is_told_as_calls_with_a_further_prompt() {
        for (int trial = 0; trial < TRIALS; trial++) {
            SimulatedAgent reviewer = new SimulatedAgent(77);
            reviewer.system = 700;
            Explanation explanation = explained(trial, agent -> {}, agent -> agent.reviewer = Optional.of(reviewer));

            assertThat(first(explanation)).as(explanation.sentence()).isEqualTo(Kind.CALLS);
            assertThat(explanation.sentence())
                    .containsPattern(
                            ": [\\d.]+ more calls a run \\(.*\\) with a system prompt of their own, [\\d,]+ tokens each explain");
            assertThat(explanation.facts())
                    .extracting(Fact::sentence)
                    .contains("1 further system prompt is used beside the known");
        }
    }

    @Test
    void a_response_schema() {
        everyTime(agent -> agent.responseFormat = 800, explanation -> {
            assertThat(first(explanation)).isEqualTo(Kind.RESPONSE_FORMAT);
            assertThat(explanation.sentence()).contains(": response format +800 tokens a call × ");
        });
    }

    @Test
    void a_longer_system_prompt_whose_tokens_the_provider_counts_otherwise() {
        for (double slope : new double[] {0.9, 1.1}) {
            for (long hidden : new long[] {0, 346, 700}) {
                Explanation explanation = explained(
                        1,
                        agent -> {
                            agent.tokensOfText = slope;
                            agent.hidden = hidden;
                        },
                        agent -> agent.system += 1000);

                assertThat(explanation.sentence())
                        .contains(": system prompt +1,000 tokens a call × ")
                        .contains(" (the provider counts 10 % " + (slope < 1 ? "less" : "more") + ")");
                assertThat(explanation.causes())
                        .filteredOn(cause -> cause.kind() == Kind.OVERHEAD)
                        .extracting(Cause::text)
                        .singleElement()
                        .asString()
                        .startsWith("provider's count of the changed text " + (slope < 1 ? "-" : "+"));
            }
        }
    }

    /** A tokenizer of another make takes it for many more tokens than it was estimated at. */
    @Test
    void answers_in_another_language_are_not_blamed_on_the_provider() {
        everyTime(agent -> agent.tokensOfHistory = 2.5, explanation -> {
            assertThat(explanation.sentence()).doesNotContain("unexplained", "same text", "provider's overhead");
            assertThat(explanation.causes())
                    .filteredOn(cause -> cause.kind() == Kind.OVERHEAD)
                    .extracting(Cause::text)
                    .singleElement()
                    .asString()
                    .startsWith("provider's count of the changed text +");
        });
    }

    @Test
    void something_in_the_request_that_nobody_reads() {
        everyTime(agent -> agent.unread = 595, explanation -> {
            assertThat(first(explanation)).as(explanation.sentence()).isEqualTo(Kind.OVERHEAD);
            assertThat(explanation.sentence()).contains(" are unexplained: provider's overhead +595 tokens a call × ");
        });
    }

    private static void everyTime(Consumer<SimulatedAgent> regression, Consumer<Explanation> isNamed) {
        for (int trial = 0; trial < TRIALS; trial++) {
            int turnsKept = trial % 2 == 0 ? Integer.MAX_VALUE : 1;
            isNamed.accept(explained(trial, agent -> agent.turnsKept = turnsKept, regression));
        }
    }

    private static Explanation explained(
            int trial, Consumer<SimulatedAgent> setting, Consumer<SimulatedAgent> regression) {
        SimulatedAgent before = new SimulatedAgent(2L * trial);
        SimulatedAgent after = new SimulatedAgent(2L * trial + 1);
        setting.accept(before);
        setting.accept(after);
        regression.accept(after);
        return Explanation.of(before.composition(RUNS_BEFORE), after.composition(RUNS_AFTER));
    }

    private static Kind first(Explanation explanation) {
        return explanation.causes().get(0).kind();
    }

    private static double pointsOf(Explanation explanation, Kind kind) {
        return explanation.causes().stream()
                .filter(cause -> cause.kind() == kind)
                .mapToDouble(cause -> cause.points().orElseThrow().doubleValue())
                .sum();
    }
}
