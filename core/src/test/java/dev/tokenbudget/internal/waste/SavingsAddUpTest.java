package dev.tokenbudget.internal.waste;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.ModelCall.AnswerForm;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Hashes;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Item.Kind;
import dev.tokenbudget.usage.PromptSections.Quote;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SavingsAddUpTest {

    private static final int TASKS = 2_000;

    @Test
    void never_to_more_than_what_was_spent_in_tokens_and_in_dollars() {
        Set<WasteKind> found = EnumSet.noneOf(WasteKind.class);
        for (int seed = 0; seed < TASKS; seed++) {
            TaskRuns runs = new RandomTask(new Random(seed)).runs();
            List<Waste> findings = WasteSearch.in(runs, PriceList.bundled());
            findings.forEach(waste -> found.add(waste.key().kind()));

            assertThat(findings.stream().mapToDouble(Waste::tokens).sum())
                    .as("tokens of task %s", seed)
                    .isLessThanOrEqualTo(tokens(runs) * (1 + 1e-9));
            assertThat(findings.stream()
                            .flatMap(waste -> waste.usd().stream())
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as("dollars of task %s", seed)
                    .isLessThanOrEqualTo(usd(runs));
            assertThat(findings).extracting(Waste::key).doesNotHaveDuplicates();
            assertThat(findings).allSatisfy(waste -> assertThat(waste.tokens()).isNotNegative());
        }
        assertThat(found).as("what the random tasks waste").isEqualTo(EnumSet.allOf(WasteKind.class));
    }

    private static double tokens(TaskRuns runs) {
        return runs.succeeded().stream()
                .mapToLong(run -> run.totalTokens().orElseThrow())
                .average()
                .orElse(0);
    }

    private static BigDecimal usd(TaskRuns runs) {
        return runs.priced(PriceList.bundled()).succeeded().stream()
                .map(run -> run.costUsd().orElseThrow())
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(runs.succeeded().size()), 15, RoundingMode.UP);
    }

    /** Conversations of few texts, so that they meet again and again. */
    private static final class RandomTask {

        private static final Kind[] KINDS = Kind.values();

        private final Random random;
        private final boolean isSmall;
        private final boolean isCached;

        RandomTask(Random random) {
            this.random = random;
            isSmall = random.nextInt(4) == 0;
            isCached = random.nextBoolean();
        }

        TaskRuns runs() {
            List<Run> runs = new ArrayList<>();
            for (int number = 1; number <= 1 + random.nextInt(4); number++) {
                runs.add(RunExample.run(RunExample.REVIEWS, number, calls().toArray(ModelCall[]::new)));
            }
            return new TaskRuns(RunExample.REVIEWS, runs);
        }

        private List<ModelCall> calls() {
            List<ModelCall> calls = new ArrayList<>();
            List<Item> items = new ArrayList<>();
            int number = isSmall ? 1 : 1 + random.nextInt(6);
            for (int i = 0; i < number; i++) {
                if (random.nextInt(3) == 0) {
                    items = new ArrayList<>();
                }
                if (!isSmall && random.nextInt(3) > 0) {
                    items.add(0, item(random.nextBoolean() ? Kind.SYSTEM : Kind.TOOL_DEFINITION));
                }
                for (int more = random.nextInt(4); more > 0; more--) {
                    items.add(item(isSmall ? Kind.USER : KINDS[random.nextInt(KINDS.length)]));
                }
                calls.add(call(items));
            }
            return calls;
        }

        private Item item(Kind kind) {
            int text = random.nextInt(3);
            boolean ofTool = kind == Kind.TOOL_RESULT || (kind == Kind.HISTORY && random.nextBoolean());
            long tokens = isSmall ? 30 : List.of(90L, 700L, 6_000L).get(text);
            Item item = new Item(
                    kind,
                    ofTool || kind == Kind.TOOL_DEFINITION ? Optional.of("t" + text) : Optional.empty(),
                    ofTool ? Optional.of("r" + text) : Optional.empty(),
                    4L * text,
                    tokens,
                    "h" + random.nextInt(3));
            return random.nextInt(3) == 0 ? item.quoting(quotes(tokens)) : item;
        }

        private List<Quote> quotes(long tokens) {
            long first = random.nextLong(tokens);
            return List.of(new Quote("a0", first), new Quote("a1", tokens - first));
        }

        private ModelCall call(List<Item> items) {
            long counted = items.stream().mapToLong(Item::tokens).sum();
            long input = Math.max(1, Math.round(counted * (0.7 + random.nextDouble())));
            long output = 1 + random.nextInt(isSmall ? 100 : 900);
            long read = isCached ? random.nextLong(input) : 0;
            TokenUsage usage = TokenUsage.of(input, output)
                    .withCacheRead(read)
                    .withCacheWrite(isCached ? random.nextLong(input - read + 1) : 0)
                    .withReasoning(random.nextLong(output));
            ModelCall.Builder call = ModelCall.builder("anthropic", "claude-opus-4-5")
                    .usage(usage)
                    .started(RunExample.START)
                    .toolCalls(0)
                    .prompt(PromptSections.builder()
                            .items(items)
                            .hashes(new Hashes(
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of(items.hashCode() + "")))
                            .build());
            if (!isSmall && random.nextBoolean()) {
                call.agent("a" + random.nextInt(2));
            }
            if (random.nextInt(4) == 0) {
                call.stopReason("max_tokens");
            }
            if (random.nextInt(3) == 0) {
                long said = 1 + random.nextInt(500);
                call.answerForm(new AnswerForm(random.nextBoolean(), said, random.nextLong(said + 1)));
            }
            return isSmall ? call.requestedModel("claude-opus-4-1").build() : call.build();
        }
    }

    @Test
    void a_request_that_was_refused_and_not_billed_saves_nothing() {
        PromptSections prompt = PromptSections.builder()
                .items(List.of(new Item(Kind.USER, Optional.empty(), Optional.empty(), 40, 900, "h")))
                .hashes(new Hashes(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("r")))
                .build();
        ModelCall answered = ModelCall.builder("openai", "gpt-5")
                .usage(TokenUsage.of(900, 300))
                .started(RunExample.START)
                .prompt(prompt)
                .build();
        ModelCall refused = answered.toBuilder()
                .status(UsageStatus.NOT_BILLED)
                .usage(TokenUsage.unknown())
                .build();
        Run run = RunExample.run(RunExample.REVIEWS, 1, refused, refused, answered);

        assertThat(WasteSearch.in(new TaskRuns(RunExample.REVIEWS, List.of(run)), PriceList.bundled()))
                .isEmpty();
    }
}
