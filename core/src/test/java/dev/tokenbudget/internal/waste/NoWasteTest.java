package dev.tokenbudget.internal.waste;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Item.Kind;
import dev.tokenbudget.usage.TokenUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like waste and is none, beside what is. */
class NoWasteTest {

    private static final Duration ANSWERED_AFTER = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(strings = {"web_search_20250305", "computer_use_preview", "mcp crm", "local_shell", "googleMaps"})
    void is_a_tool_that_the_provider_runs_so_that_no_answer_calls_it(String tool) {
        assertThat(subjects(WasteKind.UNUSED_TOOL, definingIn3Runs(tool))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mcp__crm__search", "web_search_of_ours", "refund"})
    void is_not_a_tool_of_the_agents_own_that_no_run_calls(String tool) {
        assertThat(subjects(WasteKind.UNUSED_TOOL, definingIn3Runs(tool))).containsExactly(tool);
    }

    @Test
    void are_instructions_that_calls_side_by_side_cannot_read_from_a_cache() {
        assertThat(subjects(WasteKind.UNCACHED_PREFIX, instructed(0, 1, 2, 3))).isEmpty();
    }

    @Test
    void are_not_instructions_that_a_call_sends_after_another_was_answered() {
        List<Waste> one = found(WasteKind.UNCACHED_PREFIX, instructed(0, 1, 2, 20));
        List<Waste> three = found(WasteKind.UNCACHED_PREFIX, instructed(0, 20, 40, 60));

        assertThat(one.get(0).where()).isEqualTo("call 4 of run 1");
        assertThat(three.get(0).where()).isEqualTo("calls 2, 3, 4 of run 1");
        assertThat(one.get(0).usd().orElseThrow()).isLessThan(three.get(0).usd().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-sonnet-4-5", "claude-sonnet-4-6", "claude-sonnet-5"})
    void is_a_dear_model_that_has_cheaper_ones_of_earlier_generations_only(String model) {
        assertThat(found(WasteKind.DEAR_MODEL, asking("anthropic", model))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic, claude-opus-4-8, anthropic/claude-haiku-4-5",
        "anthropic, claude-opus-5, anthropic/claude-haiku-4-5",
        "openai, gpt-5, openai/gpt-5-mini"
    })
    void is_not_a_dear_model_that_has_a_cheaper_one_of_a_current_generation(
            String provider, String model, String cheaper) {
        assertThat(found(WasteKind.DEAR_MODEL, asking(provider, model)))
                .singleElement()
                .extracting(Waste::what)
                .asString()
                .contains(cheaper + " costs 20 % of it");
    }

    private static TaskRuns asking(String provider, String model) {
        return runs(
                3,
                ModelCall.builder(provider, model)
                        .usage(TokenUsage.of(500, 100))
                        .build());
    }

    private static TaskRuns definingIn3Runs(String tool) {
        return runs(3, call(0, new Item(Kind.TOOL_DEFINITION, Optional.of(tool), Optional.empty(), 900, 300, "d")));
    }

    /** Calls with the same long instructions, begun so many seconds after the first. */
    private static TaskRuns instructed(int... begins) {
        return runs(
                1,
                Arrays.stream(begins)
                        .mapToObj(begin -> call(
                                begin,
                                new Item(Kind.SYSTEM, Optional.empty(), Optional.empty(), 9_000, 3_000, "rules"),
                                new Item(Kind.USER, Optional.empty(), Optional.empty(), 90, 30, "question " + begin)))
                        .toArray(ModelCall[]::new));
    }

    private static ModelCall call(int begin, Item... items) {
        long counted = Arrays.stream(items).mapToLong(Item::tokens).sum();
        return ModelCall.builder("anthropic", "claude-sonnet-4-5")
                .usage(TokenUsage.of(counted + 200, 900).withCacheRead(0).withCacheWrite(0))
                .started(RunExample.START.plusSeconds(begin))
                .latency(ANSWERED_AFTER)
                .prompt(PromptSections.builder().items(List.of(items)).build())
                .build();
    }

    private static TaskRuns runs(int number, ModelCall... calls) {
        List<Run> runs = new ArrayList<>();
        IntStream.rangeClosed(1, number).forEach(i -> runs.add(RunExample.run(RunExample.REVIEWS, i, calls)));
        return new TaskRuns(RunExample.REVIEWS, runs);
    }

    private static List<Waste> found(WasteKind kind, TaskRuns runs) {
        return WasteSearch.in(runs, PriceList.bundled()).stream()
                .filter(waste -> waste.key().kind() == kind)
                .toList();
    }

    private static List<String> subjects(WasteKind kind, TaskRuns runs) {
        return found(kind, runs).stream().map(waste -> waste.key().subject()).toList();
    }
}
