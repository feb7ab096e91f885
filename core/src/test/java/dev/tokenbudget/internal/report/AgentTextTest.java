package dev.tokenbudget.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Judged;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.TokenUsage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the console says of what agents spend. */
class AgentTextTest {

    @Test
    void names_each_agent_with_its_calls_tokens_and_cost() {
        Comparison comparison = Comparison.of(
                RunExample.measurement(
                                List.of(RunExample.run(RunExample.REVIEWS, 1, by("desk"), by("writer"), by("writer"))))
                        .priced(PriceList.bundled()),
                new Baseline(new TreeMap<>()),
                Judged.policy(Map.of()));

        assertThat(AgentText.lines(comparison))
                .containsExactly(
                        "Agents of ReviewBenchmark.reviews, a run: writer (openai gpt-5) 2 calls, 2,200 tokens, $0.0045;"
                                + " desk (openai gpt-5) 1 call, 1,100 tokens, $0.00225.");
    }

    private static ModelCall by(String agent) {
        return ModelCall.builder("openai", "gpt-5")
                .usage(TokenUsage.of(1_000, 100))
                .started(RunExample.START)
                .agent(agent)
                .prompt(PromptSections.builder()
                        .items(List.of(
                                new Item(Item.Kind.USER, Optional.empty(), Optional.empty(), 4_000, 1_000, "question")))
                        .build())
                .build();
    }
}
