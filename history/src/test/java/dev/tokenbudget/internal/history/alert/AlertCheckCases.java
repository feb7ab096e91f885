package dev.tokenbudget.internal.history.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.alert.PlantedHistory.Planted;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule fires when it should, and not otherwise. */
abstract class AlertCheckCases {

    abstract String url();

    private static final Instant NOON = PlantedHistory.NOON;

    @TempDir
    Path folder;

    private PlantedHistory planted;

    @BeforeEach
    void anEmptyHistory() {
        planted = new PlantedHistory(url());
    }

    @AfterEach
    void close() {
        planted.close();
    }

    @Test
    void an_hour_that_costs_too_much() {
        planted.session("chat", Planted.of(NOON, "3"), Planted.of(NOON.plusSeconds(3599), "2.5"));
        planted.session("chat", Planted.of(NOON.plusSeconds(3600), "4"));

        assertThat(warnings("when", "costPerHour", "above", "5"))
                .containsExactly(
                        "Alert: costPerHour above 5: $5.50 spent in an hour, more than $5.00 (2026-11-30 12:00 UTC).");
        assertThat(warnings("when", "costPerHour", "above", "5.5")).isEmpty();
    }

    @Test
    void a_day_that_costs_too_much_by_tasks() {
        planted.session("chat", Planted.of(NOON, "3"), Planted.of(NOON.minus(Duration.ofHours(11)), "4"));
        planted.session("search", Planted.of(NOON, "2"));

        assertThat(warnings("when", "costPerDay", "above", "8.99"))
                .containsExactly("Alert: costPerDay above 8.99: $9.00 spent in a day, more than $8.99 (2026-11-30).");
        assertThat(warnings("when", "costPerDay", "above", "6", "task", "ch*")).hasSize(1);
        assertThat(warnings("when", "costPerDay", "above", "6", "task", "sea*, find?"))
                .isEmpty();
        assertThat(warnings("when", "costPerDay", "above", "9")).isEmpty();
    }

    @Test
    void days_before_yesterday_are_past() {
        planted.session("chat", Planted.of(NOON.minus(Duration.ofDays(2)), "100"));

        assertThat(warnings("when", "costPerDay", "above", "1")).isEmpty();
    }

    @Test
    void a_session_and_a_call_that_cost_too_much() {
        String dear = planted.session("chat", Planted.of(NOON, "0.4"), Planted.of(NOON.plusSeconds(5), "0.7"));
        planted.session("chat", Planted.of(NOON, "0.9"));

        assertThat(warnings("when", "costPerSession", "above", "1", "name", "dear session"))
                .containsExactly(
                        "Alert: dear session: $1.10 spent by a session or run, more than $1.00 (2026-11-30, session "
                                + dear + ").");
        assertThat(warnings("when", "costPerCall", "above", "0.6"))
                .hasSize(2)
                .anyMatch(warning -> warning.endsWith("(2026-11-30, session " + dear + ", call 2)."));
        assertThat(warnings("when", "costPerCall", "above", "0.9")).isEmpty();
    }

    @Test
    void a_user_who_spends_too_much_in_a_day() {
        planted.session(
                "chat", Planted.of(NOON, "2").by("u1"), Planted.of(NOON, "1.5").by("u2"));
        planted.session("search", Planted.of(NOON.minusSeconds(60), "2").by("u1"), Planted.of(NOON, "9"));
        planted.session("chat", Planted.of(NOON.minus(Duration.ofDays(1)), "2").by("u1"));

        assertThat(warnings("when", "costPerUserDay", "above", "3.5"))
                .singleElement()
                .asString()
                .contains("$4.00 spent by a user in a day", "(2026-11-30, user u1)");
    }

    @Test
    void an_organisation_whose_provider_reports_too_much() {
        planted.session("chat", Planted.of(NOON, "3"));
        planted.reported("60");
        planted.reported("45.5");

        assertThat(warnings("when", "costPerOrganisationDay", "above", "100"))
                .singleElement()
                .asString()
                .contains("$105.50 spent by the organisation in a day", "anthropic-cost");
        assertThat(warnings("when", "costPerOrganisationDay", "above", "106")).isEmpty();
    }

    @Test
    void a_day_against_the_average_of_the_week_before() {
        for (int day = 1; day <= 8; day++) {
            planted.session("chat", Planted.of(NOON.minus(Duration.ofDays(day)), "10"));
        }
        planted.session("chat", Planted.of(NOON, "14"));

        assertThat(warnings("when", "costAgainstWeek", "above", "+30%"))
                .containsExactly(
                        "Alert: costAgainstWeek above +30%: +40.0 % spent in a day, against the average of the 7 days"
                                + " before, more than +30.0 % (2026-11-30).");
        assertThat(warnings("when", "costAgainstWeek", "above", "140%")).isEmpty();
        assertThat(warnings("when", "costAgainstWeek", "above", "150%")).isEmpty();
        assertThat(warnings("when", "costAgainstWeek", "above", "139%")).hasSize(1);
    }

    @Test
    void a_day_is_not_compared_with_a_week_that_the_history_does_not_hold() {
        planted.session("chat", Planted.of(NOON.minus(Duration.ofDays(3)), "1"));
        planted.session("chat", Planted.of(NOON, "100"));

        assertThat(warnings("when", "costAgainstWeek", "above", "+30%")).isEmpty();
    }

    @Test
    void a_task_whose_runs_use_too_many_tokens() {
        planted.session("ReviewTest.reviews", Planted.of(NOON, "1"), Planted.of(NOON, "1"));
        planted.session("ReviewTest.reviews", Planted.of(NOON, "1"));
        planted.session("PlanTest.plans", Planted.of(NOON, "1"));

        assertThat(warnings("when", "tokensOfTask", "above", "1600", "task", "Review*"))
                .singleElement()
                .asString()
                .contains("1,650 tokens used by a run of a task", "more than 1,600 tokens", "ReviewTest.reviews");
        assertThat(warnings("when", "tokensOfTask", "above", "1650")).isEmpty();
    }

    @Test
    void a_cache_that_is_hit_too_rarely() {
        planted.session(
                "chat", Planted.of(NOON, "1").cached(0), Planted.of(NOON, "1").cached(1000));

        assertThat(warnings("when", "cacheHitRate", "below", "0.6", "minCalls", "2"))
                .containsExactly(
                        "Alert: cacheHitRate below 0.6: 0.50 of a day's input was read from a cache, less than 0.60 (2026-11-30).");
        assertThat(warnings("when", "cacheHitRate", "below", "0.5", "minCalls", "2"))
                .isEmpty();
        assertThat(warnings("when", "cacheHitRate", "below", "0.6"))
                .as("too few calls")
                .isEmpty();
    }

    @Test
    void calls_that_are_refused_too_often() {
        planted.session(
                "chat",
                Planted.of(NOON, "1").retried(),
                Planted.of(NOON, "1"),
                Planted.of(NOON, "1"),
                Planted.of(NOON, "1"));

        assertThat(warnings("when", "retryRate", "above", "0.2", "minCalls", "4"))
                .hasSize(1);
        assertThat(warnings("when", "retryRate", "above", "0.25", "minCalls", "4"))
                .isEmpty();
    }

    @Test
    void the_slowest_of_a_hundred_calls() {
        Planted[] calls = new Planted[200];
        for (int i = 0; i < calls.length; i++) {
            calls[i] = Planted.of(NOON, "0.01").after(i < 197 ? 1000 : 40_000);
        }
        planted.session("chat", calls);

        assertThat(warnings("when", "p99LatencyMs", "above", "30000"))
                .singleElement()
                .asString()
                .contains("40,000 ms is the 99th percentile");
        assertThat(warnings("when", "p99LatencyMs", "above", "40000")).isEmpty();
    }

    @Test
    void a_tier_that_is_reached_tells_how_urgent_it_is() {
        planted.session("chat", Planted.of(NOON, "30"));

        assertThat(tiers("31", "60", "90")).isEqualTo(List.of());
        assertThat(tiers("20", "60", "90")).singleElement().asString().startsWith("Note: day: ");
        assertThat(tiers("10", "20", "90")).singleElement().asString().startsWith("Alert: day: ");
        assertThat(tiers("10", "20", "29")).singleElement().asString().startsWith("Page: day: ");
    }

    @Test
    void a_rule_that_fails_fails_by_red_and_critical_only() {
        planted.session("chat", Planted.of(NOON, "30"));

        assertThat(planted.check("when", "costPerDay", "above", "10", "then", "fail")
                        .failures())
                .singleElement()
                .asString()
                .startsWith("Alert: ");
        AlertCheck yellow = planted.check("when", "costPerDay", "yellow", "10", "red", "40", "then", "fail");
        assertThat(yellow.failures()).isEmpty();
        assertThat(yellow.warnings()).hasSize(1);
    }

    @Test
    void calls_without_a_price_are_told() {
        planted.session("chat", Planted.of(NOON, "1"), Planted.of(NOON, ""));

        assertThat(planted.check("when", "costPerDay", "above", "10").notes())
                .containsExactly(
                        "0 alerts by 1 rule yesterday and today (UTC).",
                        "1 call of unknown price counts for nothing in what was spent: mvn tokenbudget:prices names the models.");
    }

    private List<String> tiers(String yellow, String red, String critical) {
        return warnings("when", "costPerDay", "name", "day", "yellow", yellow, "red", red, "critical", critical);
    }

    private List<String> warnings(String... parts) {
        AlertCheck check = planted.check(parts);
        assertThat(check.failures()).isEmpty();
        return check.warnings();
    }
}
