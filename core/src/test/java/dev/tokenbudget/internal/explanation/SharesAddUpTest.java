package dev.tokenbudget.internal.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.explanation.Cause.AgentShare;
import dev.tokenbudget.internal.price.Bill;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Section;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever two samples hold, their explanation leaves nothing over: checked with thousands of samples drawn by chance. */
@Execution(ExecutionMode.CONCURRENT)
class SharesAddUpTest {

    private static final int TRIALS = 100;
    private static final List<String> TOOLS =
            List.of("search", "mcp__github__issues", "mcp__github__pulls", "a", "b", "c", "d");
    private static final List<String> AGENTS = List.of("", "planner", "developer", "tester");

    @ParameterizedTest
    @ValueSource(longs = {1, 40, 4_000, 1L << 20, 1_000_000_000})
    void to_the_token_and_to_the_tenth_of_a_point(long largest) {
        Random random = new Random(largest);
        for (int trial = 0; trial < TRIALS; trial++) {
            TaskRuns before = runs(random, largest);
            TaskRuns after = runs(random, largest);
            Explanation explanation = Explanation.of(
                    Composition.of(before).orElseThrow(), Composition.of(after).orElseThrow());
            BigInteger[] means = meansTimesAllRuns(before, after);
            BigInteger runs = BigInteger.valueOf(
                    (long) before.runs().size() * after.runs().size());

            assertThat(explanation.tokens())
                    .as("trial %d", trial)
                    .isEqualTo(rounded(means[1].subtract(means[0]), runs));
            assertThat(sum(explanation.causes().stream().map(Cause::tokens))).isEqualTo(explanation.tokens());
            for (Cause cause : explanation.causes()) {
                assertThat(sum(cause.agents().stream().map(AgentShare::tokens))).isEqualTo(cause.tokens());
            }
            inDollars(before, after, explanation);
            if (means[0].signum() != 0) {
                BigDecimal points = new BigDecimal(
                        rounded(means[1].subtract(means[0]).multiply(BigInteger.valueOf(1000)), means[0]), 1);
                assertThat(explanation.causes().stream()
                                .map(cause -> cause.points().orElseThrow())
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                        .isEqualByComparingTo(points);
            }
        }
    }

    private static void inDollars(TaskRuns before, TaskRuns after, Explanation explanation) {
        BigDecimal known = usd(before);
        BigDecimal now = usd(after);
        BigDecimal runs =
                BigDecimal.valueOf((long) before.runs().size() * after.runs().size());
        BigDecimal change = now.multiply(BigDecimal.valueOf(before.runs().size()))
                .subtract(known.multiply(BigDecimal.valueOf(after.runs().size())));

        assertThat(explanation.usd())
                .hasValueSatisfying(
                        usd -> assertThat(usd).isEqualByComparingTo(change.divide(runs, 12, RoundingMode.HALF_EVEN)));
        assertThat(dollars(
                        explanation.causes().stream().map(cause -> cause.usd().orElseThrow())))
                .isEqualByComparingTo(explanation.usd().orElseThrow());
        for (Cause cause : explanation.causes()) {
            assertThat(dollars(cause.agents().stream().map(share -> share.usd().orElseThrow())))
                    .isEqualByComparingTo(cause.usd().orElseThrow());
        }
        if (known.signum() != 0) {
            BigDecimal drift = change.multiply(BigDecimal.valueOf(100))
                    .divide(known.multiply(BigDecimal.valueOf(after.runs().size())), 1, RoundingMode.HALF_EVEN);
            assertThat(dollars(explanation.causes().stream()
                            .map(cause -> cause.usdPoints().orElseThrow())))
                    .isEqualByComparingTo(drift);
        }
    }

    private static BigDecimal usd(TaskRuns task) {
        return dollars(
                task.runs().stream().map(run -> run.bill().flatMap(Bill::usd).orElseThrow()));
    }

    private static BigDecimal dollars(Stream<BigDecimal> numbers) {
        return numbers.reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigInteger[] meansTimesAllRuns(TaskRuns before, TaskRuns after) {
        return new BigInteger[] {
            total(before).multiply(BigInteger.valueOf(after.runs().size())),
            total(after).multiply(BigInteger.valueOf(before.runs().size()))
        };
    }

    private static BigInteger total(TaskRuns task) {
        return sum(task.runs().stream()
                .flatMap(run -> run.billedCalls().stream())
                .map(call -> BigInteger.valueOf(call.usage().input().orElseThrow())
                        .add(BigInteger.valueOf(call.usage().output().orElseThrow()))));
    }

    private static BigInteger sum(Stream<BigInteger> numbers) {
        return numbers.reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger rounded(BigInteger dividend, BigInteger divisor) {
        return new BigDecimal(dividend)
                .divide(new BigDecimal(divisor), 0, RoundingMode.HALF_EVEN)
                .toBigInteger();
    }

    private static TaskRuns runs(Random random, long largest) {
        int agents = 1 + random.nextInt(AGENTS.size());
        int calls = random.nextInt(40);
        int promptsSeen = random.nextInt(4) == 0 ? 0 : 4 + random.nextInt(2);
        List<Run> runs = IntStream.rangeClosed(1, 1 + random.nextInt(7))
                .mapToObj(number -> RunExample.run(
                        RunExample.REVIEWS,
                        number,
                        IntStream.range(0, random.nextInt(calls + 1))
                                .mapToObj(i -> call(random, agents, promptsSeen, largest))
                                .toArray(ModelCall[]::new)))
                .toList();
        return new TaskRuns(RunExample.REVIEWS, runs).priced(PriceList.bundled());
    }

    /** Draw a call whose prompt is seen in {@code promptsSeen} of five cases. */
    private static ModelCall call(Random random, int agents, int promptsSeen, long largest) {
        TokenUsage usage = TokenUsage.of(Math.max(1, tokens(random, largest)), tokens(random, largest));
        if (random.nextBoolean()) {
            usage = usage.withCacheRead(tokens(random, largest));
        }
        if (random.nextInt(3) == 0) {
            usage = usage.withCacheWrite(tokens(random, largest)).withCacheWrite1h(tokens(random, largest));
        }
        ModelCall.Builder call = ModelCall.builder(
                        "anthropic", random.nextInt(4) == 0 ? "claude-haiku-4-5" : "claude-sonnet-4-5")
                .started(RunExample.START)
                .usage(random.nextBoolean() ? usage.withReasoning(tokens(random, largest)) : usage)
                .toolCalls(random.nextInt(3));
        String agent = AGENTS.get(random.nextInt(agents));
        if (!agent.isEmpty()) {
            call.agent(agent);
        }
        if (random.nextInt(5) < promptsSeen) {
            call.prompt(prompt(random, largest));
        }
        return random.nextInt(9) == 0 ? call.status(UsageStatus.NOT_BILLED).build() : call.build();
    }

    private static PromptSections prompt(Random random, long largest) {
        boolean told = random.nextInt(4) > 0;
        return PromptSections.builder()
                .items(
                        told
                                ? IntStream.range(0, random.nextInt(9))
                                        .mapToObj(i -> item(random, largest))
                                        .toList()
                                : List.of())
                .system(section(random, largest))
                .tools(section(random, largest), random.nextInt(9))
                .responseFormat(section(random, largest))
                .history(section(random, largest))
                .toolResults(section(random, largest))
                .user(section(random, largest))
                .opaqueCharacters(random.nextInt(2))
                .whole(random.nextInt(9) > 0)
                .systemHash("system " + random.nextInt(12))
                .toolsHash("tools " + random.nextInt(3))
                .build();
    }

    private static Item item(Random random, long largest) {
        Item.Kind kind = Item.Kind.values()[random.nextInt(Item.Kind.values().length)];
        Optional<String> tool =
                random.nextInt(5) == 0 ? Optional.empty() : Optional.of(TOOLS.get(random.nextInt(TOOLS.size())));
        return new Item(
                kind, tool, Optional.empty(), random.nextInt(9), tokens(random, largest), "hash " + random.nextInt(5));
    }

    private static Section section(Random random, long largest) {
        return new Section(random.nextInt(3), tokens(random, largest));
    }

    private static long tokens(Random random, long largest) {
        return random.nextInt(4) == 0 ? 0 : (long) (random.nextDouble() * largest);
    }
}
