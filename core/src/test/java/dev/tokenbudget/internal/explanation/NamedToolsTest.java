package dev.tokenbudget.internal.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.composition.ToolLoop;
import dev.tokenbudget.internal.explanation.Cause.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What changed of a tool is a cause with the tool's name, its tokens and its dollars, as they were planted. */
class NamedToolsTest {

    /** What a million tokens of input cost of the model that {@link ToolLoop} asks for. */
    private static final BigDecimal INPUT = new BigDecimal("2");

    private static final int CALLS = 5;

    @Test
    void one_of_eight_tools_with_twice_its_description() {
        Explanation explanation = explained(loop -> loop.definitions.put("search", 400L));

        assertThat(explanation.causes()).singleElement().satisfies(cause -> {
            assertThat(cause.kind()).isEqualTo(Kind.TOOL_DEFINITIONS);
            assertThat(cause.tools()).containsExactly("search");
            assertCosts(cause, 200 * CALLS);
        });
        assertThat(explanation.sentence())
                .isEqualTo("+6.6 %: definition of search (rewritten) +200 tokens a call × 5 calls explains +6.6 points"
                        + " (+$0.002 a run).");
    }

    @Test
    void results_that_are_four_times_as_large_and_read_again() {
        Explanation explanation = explained(loop -> loop.results.put("search", 1000L));

        assertThat(explanation.causes()).singleElement().satisfies(cause -> {
            assertThat(cause.kind()).isEqualTo(Kind.TOOL_RESULTS);
            assertThat(cause.tools()).containsExactly("search");
            assertCosts(cause, 750 * (4 + 2));
        });
        assertThat(explanation.sentence())
                .isEqualTo("+29.6 %: results of search 250 → 1,000 tokens each, read again by 2 calls explain +29.6"
                        + " points (+$0.009 a run).");
    }

    @Test
    void a_tool_that_was_never_called_is_removed() {
        Explanation explanation = explained(loop -> loop.definitions.remove("unused"));

        assertThat(explanation.causes()).singleElement().satisfies(cause -> {
            assertThat(cause.tools()).containsExactly("unused");
            assertCosts(cause, -200 * CALLS);
        });
        assertThat(explanation.sentence())
                .isEqualTo("-6.6 %: definition of unused (removed) -200 tokens a call × 5 calls explains -6.6 points"
                        + " (-$0.002 a run).");
    }

    @Test
    void a_removed_tool_and_a_larger_one_are_two_causes() {
        Explanation explanation = explained(loop -> {
            loop.definitions.remove("unused");
            loop.definitions.put("search", 600L);
        });

        assertThat(explanation.causes())
                .extracting(Cause::label)
                .containsExactly("definition of search (rewritten)", "definition of unused (removed)");
        assertThat(explanation.causes())
                .extracting(Cause::tokens)
                .containsExactly(BigInteger.valueOf(2000), BigInteger.valueOf(-1000));
        assertThat(explanation.sentence()).endsWith("; definition of unused (removed) -6.6 points.");
    }

    @Test
    void tools_of_a_server_that_come_together_are_one_cause() {
        Explanation explanation = explained(loop -> {
            for (int i = 0; i < 26; i++) {
                loop.definitions.put("mcp__github__tool_" + i, 320L);
            }
        });

        assertThat(explanation.causes()).singleElement().satisfies(cause -> {
            assertThat(cause.server()).contains("github");
            assertThat(cause.tools()).hasSize(26);
            assertThat(cause.text()).isEqualTo("MCP server github (26 tools added) +8,320 tokens a call × 5 calls");
            assertCosts(cause, 26 * 320 * CALLS);
        });
    }

    @Test
    void many_tools_that_grow_alike_are_one_cause() {
        Explanation explanation = explained(loop -> loop.definitions.replaceAll((tool, tokens) -> tokens + 10));

        assertThat(explanation.causes()).singleElement().satisfies(cause -> {
            assertThat(cause.label()).isEqualTo("definitions of 8 tools (rewritten: book, cancel, lookup and 5 more)");
            assertCosts(cause, 80 * CALLS);
        });
        assertThat(explanation.sentence()).contains(" × 5 calls explain +2.6 points");
    }

    @Test
    void results_that_are_kept_longer() {
        Explanation explanation = explained(loop -> loop.kept = 1, loop -> loop.kept = Integer.MAX_VALUE);

        assertThat(explanation.causes())
                .extracting(Cause::label)
                .containsExactlyInAnyOrder("results of search", "results of lookup");
        assertThat(explanation.causes().get(0).text()).isEqualTo("results of search read again by 0 → 2 calls");
        assertCosts(explanation.causes().get(0), 250 * 4);
    }

    @Test
    void a_tool_that_is_called_more_often() {
        Explanation explanation = explained(loop -> loop.called.addAll(List.of("search", "search")));

        assertThat(explanation.causes().get(0).kind()).isEqualTo(Kind.CALLS);
        assertThat(explanation.causes().get(0).text()).isEqualTo("2 more calls a run (5 → 7; search 2 → 4 times)");
        assertThat(explanation.facts()).extracting(Fact::sentence).contains("tool calls: 4 → 6 a run (search 2 → 4)");
    }

    @Test
    void another_tool_in_the_place_of_one() {
        Explanation explanation = explained(loop -> {
            loop.results.put("pay", 2000L);
            loop.called.set(3, "pay");
        });

        assertThat(explanation.causes())
                .extracting(Cause::text)
                .containsExactly(
                        "results of pay (new) 2,000 tokens each, 1 a run",
                        "results of book (gone) 250 tokens each, 1 a run");
    }

    @Test
    void the_order_of_tools_moves_nothing() {
        Explanation explanation = explained(loop -> loop.definitions.put("zzz", 1L), loop -> {
            loop.definitions.remove("zzz");
            loop.definitions.put("aaa", 1L);
        });

        assertThat(explanation.tokens()).isZero();
    }

    @Test
    void a_tool_of_one_agent_is_that_agents() {
        Consumer<ToolLoop> named = loop -> loop.name = Optional.of("clerk");
        Explanation explanation = explained(named, loop -> loop.definitions.put("search", 400L));

        assertThat(explanation.causes().get(0).agents())
                .containsExactly(new Cause.AgentShare(
                        "clerk",
                        BigInteger.valueOf(1000),
                        explanation.causes().get(0).usd()));
    }

    @Test
    void a_token_that_is_read_from_a_cache_costs_what_it_costs_there() {
        Explanation explanation = explained(loop -> loop.cached = true, loop -> loop.definitions.put("search", 400L));

        Cause first = explanation.causes().get(0);
        assertThat(first.tools()).containsExactly("search");
        assertThat(first.tokens()).isEqualTo(1000);
        // read once for $2 a million tokens, and four times for $0.50
        assertThat(first.usd().orElseThrow()).isEqualByComparingTo("0.0008");
        assertThat(explanation.usd().orElseThrow()).isEqualByComparingTo("0.0008");
    }

    @Test
    void a_cache_that_is_lost_is_a_cause_of_its_own() {
        Explanation explanation = explained(loop -> loop.cached = true, loop -> loop.cached = false);

        assertThat(explanation.causes()).singleElement().satisfies(cause -> {
            assertThat(cause.kind()).isEqualTo(Kind.CACHE);
            assertThat(cause.tokens()).isZero();
            assertThat(cause.usd()).isEqualTo(explanation.usd());
        });
    }

    @Test
    void another_model_is_a_cause_of_its_own() {
        Explanation explanation = explained(loop -> loop.model = "gpt-4.1-mini");

        assertThat(explanation.causes()).singleElement().satisfies(cause -> {
            assertThat(cause.kind()).isEqualTo(Kind.MODEL);
            assertThat(cause.text()).isEqualTo("the model changed: openai gpt-4.1 → openai gpt-4.1-mini");
        });
        assertThat(explanation.ofCost())
                .hasValueSatisfying(cost -> assertThat(cost)
                        .isEqualTo(
                                "the model changed: openai gpt-4.1 → openai gpt-4.1-mini: -80.0 points (-$0.0258 a run);"
                                        + " tokens +0.0 %"));
    }

    @Test
    void a_model_without_a_price_has_causes_in_tokens_alone() {
        Explanation explanation =
                explained(loop -> loop.model = "model-without-a-price", loop -> loop.definitions.put("search", 400L));

        assertThat(explanation.usd()).isEmpty();
        assertThat(explanation.causes()).singleElement().satisfies(cause -> {
            assertThat(cause.tools()).containsExactly("search");
            assertThat(cause.usd()).isEmpty();
        });
    }

    private static void assertCosts(Cause cause, long tokens) {
        assertThat(cause.tokens()).isEqualTo(tokens);
        assertThat(cause.usd())
                .hasValueSatisfying(
                        usd -> assertThat(usd).isEqualByComparingTo(INPUT.multiply(BigDecimal.valueOf(tokens, 6))));
    }

    private static Explanation explained(Consumer<ToolLoop> change) {
        return explained(loop -> {}, change);
    }

    private static Explanation explained(Consumer<ToolLoop> setting, Consumer<ToolLoop> change) {
        ToolLoop before = ToolLoop.ofEightTools();
        ToolLoop after = ToolLoop.ofEightTools();
        setting.accept(before);
        setting.accept(after);
        change.accept(after);
        return Explanation.of(before.composition(5), after.composition(3));
    }
}
