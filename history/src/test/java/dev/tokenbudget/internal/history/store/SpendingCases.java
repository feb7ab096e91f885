package dev.tokenbudget.internal.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.AcceptanceEntry;
import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.ReportedEntry;
import dev.tokenbudget.internal.history.output.TestRun;
import dev.tokenbudget.usage.ModelCall.Role;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What budgets, alerts and creep ask of a history. */
abstract class SpendingCases {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 30);
    private static final Period THE_DAY = Period.endingWith(DAY, 1);

    @TempDir
    Path folder;

    abstract String url();

    private History history;

    @BeforeEach
    void open() {
        history = History.open(url());
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void gateways_spent_what_calls_since_a_moment_used_by_a_label() {
        history.add(TestRun.entries(
                TestRun.of("s-1").labels(Map.of("team", "payments")).call().call(),
                TestRun.of("s-2").labels(Map.of("team", "search")).call(),
                TestRun.of("s-3").call(),
                TestRun.of("test")
                        .build("b-1")
                        .labels(Map.of("team", "payments"))
                        .call(),
                TestRun.of("earlier")
                        .labels(Map.of("team", "payments"))
                        .started(TestRun.MONDAY.minusSeconds(1))
                        .call()));

        Map<String, Spent> spent = history.spending().spentByGateways(TestRun.MONDAY, LabelColumn.TEAM);

        assertThat(spent).containsOnlyKeys("payments", "search", "");
        assertThat(spent)
                .containsEntry("payments", new Spent(2_200, new BigDecimal("0.010000000")))
                .containsEntry("search", new Spent(1_100, new BigDecimal("0.005000000")));
    }

    @Test
    void gateways_spent_nothing_where_no_call_was_sent() {
        assertThat(history.spending().spentByGateways(TestRun.MONDAY, LabelColumn.USER_ID))
                .isEmpty();
    }

    @Test
    void tokens_that_are_not_known_are_none() {
        history.add(TestRun.entries(TestRun.of("s-1")
                .call(TokenUsage.builder().input(OptionalLong.of(7)).build(), "gpt-5", Role.AGENT)));

        assertThat(history.spending()
                        .spentByGateways(TestRun.MONDAY, LabelColumn.TEAM)
                        .get(""))
                .satisfies(spent -> assertThat(spent.tokens()).isEqualTo(7));
    }

    @Test
    void calls_come_in_the_order_of_time_with_whom_they_are_charged_to() {
        history.add(TestRun.entries(
                TestRun.of("second")
                        .started(TestRun.MONDAY.plusSeconds(9))
                        .labels(Map.of("user_id", "u-2"))
                        .call(),
                TestRun.of("first").task("chat").call().call()));

        List<ChargedCall> calls = new ArrayList<>();
        history.spending().forEachCall(THE_DAY, calls::add);

        assertThat(calls).extracting(ChargedCall::run).containsExactly("first", "first", "second");
        assertThat(calls).extracting(ChargedCall::user).containsExactly("", "", "u-2");
        assertThat(calls.get(0).task()).isEqualTo("chat");
        assertThat(calls.get(0).latencyMs()).hasValue(900);
        assertThat(calls.get(2).at()).isEqualTo(TestRun.MONDAY.plusSeconds(9));
    }

    @Test
    void what_providers_report_is_told_by_source_and_day() {
        Instant midnight = Instant.parse("2026-11-30T00:00:00Z");
        history.add(new Entries(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(reported("r-1", midnight, "1.5"), reported("r-2", midnight.plusSeconds(3600), "2.25"))));

        assertThat(history.spending().reportedCosts(THE_DAY)).singleElement().satisfies(cost -> {
            assertThat(cost.day()).isEqualTo(DAY);
            assertThat(cost.costUsd()).isEqualByComparingTo("3.75");
        });
    }

    private static ReportedEntry reported(String id, Instant from, String costUsd) {
        return new ReportedEntry(
                id,
                "openai-costs",
                from,
                from.plus(Duration.ofHours(1)),
                "",
                Labels.NONE,
                OptionalLong.empty(),
                TokenUsage.of(1, 1),
                Optional.of(new BigDecimal(costUsd)));
    }

    @Test
    void accepted_steps_are_those_since_a_day() {
        AcceptanceEntry step = new AcceptanceEntry(
                "a-2",
                "ReviewTest.reviews",
                DAY,
                "longer prompt",
                Optional.of("abc1234"),
                OptionalDouble.of(1_000),
                OptionalDouble.of(1_040));
        AcceptanceEntry before = new AcceptanceEntry(
                "a-1",
                "ReviewTest.reviews",
                DAY.minusDays(1),
                "",
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(1_000));
        history.add(new Entries(List.of(), List.of(), List.of(), List.of(step, before), List.of()));

        assertThat(history.spending().acceptancesSince(DAY)).containsExactly(step);
        assertThat(history.spending().acceptancesSince(DAY.minusDays(1))).containsExactly(before, step);
    }

    @Test
    void the_first_day_is_that_of_the_first_call() {
        assertThat(history.spending().firstDay()).isEmpty();

        history.add(TestRun.entries(TestRun.of("s-1").call()));

        assertThat(history.spending().firstDay()).contains(DAY);
    }
}
