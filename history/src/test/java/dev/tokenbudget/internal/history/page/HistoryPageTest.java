package dev.tokenbudget.internal.history.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.page.SeededHistory.Task;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryPageTest {

    private static final LocalDate TODAY = SeededHistory.TODAY;
    private static final Task REVIEW = Task.of("ReviewTest.reviews");

    @TempDir
    Path folder;

    private SeededHistory history;

    @BeforeEach
    void open() {
        history = new SeededHistory(folder);
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void an_empty_history_says_how_it_is_filled() {
        assertThat(text())
                .contains("There is nothing in this history yet", "tokenbudget:publish", "no call in these 7 days");
    }

    @Test
    void the_same_history_gives_the_same_page() {
        history.build(TODAY, 3, REVIEW).session(TODAY, Task.of("chat"));

        assertThat(history.page()).isEqualTo(history.page());
    }

    @Test
    void this_week_stands_against_last_week() {
        spend(TODAY, "planner", "3");
        spend(TODAY.minusDays(6), "planner", "1");
        spend(TODAY.minusDays(7), "planner", "5");
        spend(TODAY.minusDays(14), "planner", "100");

        assertThat(tile("This week against last week", "This month"))
                .contains("$4.00", "24 Nov to 30 Nov", "-20.0 % against $5.00 in the 7 days before");
    }

    @Test
    void the_month_stands_against_its_budget() {
        spend(LocalDate.of(2026, 11, 1), "planner", "25");
        spend(LocalDate.of(2026, 10, 31), "planner", "1000");

        assertThat(PageText.between("This month", "P95 of the cost", history.page("20")))
                .contains("$25.00", "over the budget: 125 % of the budget of $20.00", "$25.00 by the end of the month");
    }

    @Test
    void a_month_without_a_budget_says_how_to_set_one() {
        spend(TODAY, "planner", "1");

        assertThat(PageText.of(history.page("0"))).contains("no budget is set (tokenbudget.monthlyBudgetUsd)");
    }

    @Test
    void the_p95_of_a_runs_cost_is_that_of_the_latest_seven_days() {
        for (int dollars = 1; dollars <= 100; dollars++) {
            spend(TODAY, "planner", String.valueOf(dollars));
        }
        spend(TODAY.minusDays(8), "planner", "50");

        assertThat(tile("P95 of the cost of a run", "Top three")).contains("$95.65", "of 100 runs", "against $50.00");
    }

    @Test
    void a_p95_of_few_runs_is_marked() {
        spend(TODAY, "planner", "1");

        assertThat(tile("P95 of the cost of a run", "Top three")).contains("~$1.00", "of fewer than 59 runs");
    }

    @Test
    void the_three_agents_that_spent_most_are_named() {
        spend(TODAY, "small", "1");
        spend(TODAY, "large", "6");
        spend(TODAY, "middle", "2");
        spend(TODAY, "", "1.5");

        assertThat(tile("Top three agents", "Tasks"))
                .contains("large: $6.00, 57 % middle: $2.00, 19 % no agent named: $1.50, 14 %")
                .doesNotContain("small");
    }

    @Test
    void a_task_has_a_row_with_its_runs_mean_p95_cost_and_last_verdict() {
        Instant at = at(TODAY);
        history.history()
                .add(Entries.of(List.of(
                        run("ReviewTest.reviews", at, call(at, "planner", TokenUsage.of(80, 20), "0.10")),
                        run("ReviewTest.reviews", at, call(at, "planner", TokenUsage.of(200, 100), "0.30")))));
        history.failed(TODAY.minusDays(40), REVIEW);

        String row = PageText.between("ReviewTest.reviews", "Build build-1", history.page());
        assertThat(row).contains("runs 2", "mean 200", "P95 ~300", "cost $0.40");
        assertThat(text())
                .contains("DRIFTED", "Build build-1 of 2026-10-21: The mean is what the verdict DRIFTED says");
    }

    @Test
    void features_and_teams_have_rows() {
        history.build(
                TODAY,
                2,
                REVIEW.of("review", "payments"),
                Task.of("PlanTest.plans").of("planning", "payments"));
        history.build(TODAY, 1, Task.of("OtherTest.runs"));

        assertThat(PageText.between("By feature", "By team", history.page()))
                .contains("review 2", "planning 2", "without 1");
        assertThat(PageText.between("By team", "Tokens and success", history.page()))
                .contains("payments 4", "without 1");
    }

    @Test
    void a_history_without_labels_has_no_tables_of_labels() {
        history.build(TODAY, 2, REVIEW);

        assertThat(text()).doesNotContain("Features and teams");
    }

    @Test
    void the_scatter_plot_tells_agents_by_colour_by_letter_and_in_a_table() {
        history.build(
                TODAY,
                9,
                REVIEW.using(1_000),
                Task.of("PlanTest.plans").by("researcher").using(50_000));

        assertThat(history.page())
                .contains("<circle class=\"agent0\"", "<circle class=\"agent1\"", ">A</text>", ">B</text>");
        assertThat(PageText.between("The same as a table", "Input counts", history.page()))
                .containsPattern("ReviewTest.reviews B planner 9 [\\d,]+ 100 %")
                .containsPattern("PlanTest.plans A researcher 9 [\\d,]+ 100 %");
    }

    @Test
    void the_scatter_plot_says_which_tasks_it_leaves_out() {
        history.build(TODAY, 2, REVIEW);
        addWithoutTokens("StreamTest.tellsNothing");

        assertThat(text()).contains("1 task has no place in it");
    }

    @Test
    void accepted_steps_and_the_baseline_are_in_the_series() {
        for (int day = 10; day > 0; day--) {
            history.build(TODAY.minusDays(day), 2, REVIEW);
        }
        history.accepted(TODAY.minusDays(5), REVIEW.using(11_000), 10_000);

        assertThat(text())
                .contains(
                        "the dashed line the baseline",
                        "A1 2026-11-25: accepted, 10,000 → 11,000 tokens a run (+10.0 %), commit abc1234def56:"
                                + " answers carry sources now");
        assertThat(history.page()).contains("class=\"baseline\"", "class=\"band\"");
    }

    @Test
    void a_change_that_no_gate_saw_is_in_the_series() {
        for (int day = 60; day > 0; day--) {
            history.build(TODAY.minusDays(day), 5, REVIEW.using(day > 30 ? 10_000 : 20_000));
        }

        assertThat(text()).contains("what the letters mark").containsPattern("C1 tokens[a-z ]* moved by \\+\\d");
    }

    @Test
    void a_task_of_one_build_has_a_point() {
        history.build(TODAY, 1, REVIEW);

        assertThat(history.page()).containsPattern("class=\"dot\" d=\"M500 \\d+h0\"");
    }

    @Test
    void sessions_that_no_build_made_are_drawn_by_day() {
        history.session(TODAY.minusDays(1), Task.of("chat")).session(TODAY, Task.of("chat"));

        assertThat(text())
                .contains("The line is the mean of each day", "no verdict", "No build’s check judged this task.");
    }

    @Test
    void many_builds_are_drawn_by_week() {
        for (int day = 121; day > 0; day--) {
            history.build(TODAY.minusDays(day), 1, REVIEW);
        }

        assertThat(text()).contains("The line is the mean of each week");
        assertThat(Pattern.compile("class=\"line\" d=\"(M[^\"]*)")
                        .matcher(history.page())
                        .results())
                .singleElement()
                .satisfies(line -> assertThat(line.group(1).split("L")).hasSizeBetween(17, 19));
    }

    @Test
    void a_task_that_is_gone_stands_last_and_says_when_it_ran() {
        history.build(TODAY.minusDays(31), 1, Task.of("OldTest.summarises").using(90_000))
                .build(TODAY, 1, REVIEW);

        assertThat(text()).contains("No run in these 30 days: the last one began on 2026-10-30 09:00 UTC.");
        assertThat(text().indexOf("OldTest.summarises")).isGreaterThan(text().indexOf("ReviewTest.reviews"));
    }

    @Test
    void unknown_tokens_and_costs_are_said_to_be_unknown() {
        addWithoutTokens("StreamTest.tellsNothing");

        assertThat(PageText.between("StreamTest.tellsNothing", "All its runs", history.page()))
                .contains("mean not known", "P95 not known", "cost not known", "nothing to draw");
        assertThat(text())
                .contains(
                        "without the tokens of 1 call, which are not known",
                        "without the cost of 1 call, which is not known",
                        "so it is not held against the budget");
    }

    @Test
    void a_cost_that_is_known_in_part_is_a_lower_bound() {
        spend(TODAY, "planner", "2");
        addWithoutTokens("StreamTest.tellsNothing");

        assertThat(tile("This week against last week", "This month")).contains("at least $2.00");
    }

    @Test
    void allows_its_own_style_and_script_and_no_other() {
        history.build(TODAY, 1, Task.of(ExampleHistory.HOSTILE));

        assertThat(history.page())
                .contains("default-src 'none'; style-src 'sha256-", "; script-src 'sha256-")
                .doesNotContain("unsafe-inline")
                .doesNotContainPattern("<[^>]+ (?:style|on\\w+)=\"");
    }

    @Test
    void hostile_names_stay_text() {
        String name = ExampleHistory.HOSTILE;
        history.build(TODAY, 1, Task.of(name).by(name).of(name, name));

        assertThat(history.page()).doesNotContain("<script>console", "<img", "</noscript><script");
        assertThat(text()).contains(name);
    }

    @Test
    void the_calls_of_the_latest_runs_are_shown_with_what_each_cost() {
        history.build(TODAY.minusDays(1), 3, REVIEW.calling(2)).build(TODAY, 4, REVIEW.calling(3));

        assertThat(text()).contains("The latest 5 runs of 7 in 30 days");
        assertThat(PageText.between("The latest 5 runs", "2026-11-30 09:02", history.page()))
                .containsPattern("2026-11-30 09:03 · succeeded · [\\d,]+ tokens · \\$[\\d.]+ · 3 calls")
                .containsPattern("1 planner gpt-5 [\\d,]+ – [\\d,]+ \\$0\\.\\d+ 901 ms stop");
    }

    @Test
    void what_is_left_out_can_be_asked_of_the_database() throws SQLException {
        history.build(TODAY, 6, Task.of("O'Brien’s \"task\"").calling(50));

        assertThat(text()).contains("The first 40 are shown");
        List<String> questions = PageText.code(history.page());
        assertThat(rows(questions.get(0))).isEqualTo(50);
        assertThat(rows(questions.get(questions.size() - 1))).isEqualTo(300);
    }

    private String text() {
        return PageText.of(history.page());
    }

    private String tile(String from, String to) {
        return PageText.between(from, to, history.page());
    }

    private int rows(String question) throws SQLException {
        String url = "jdbc:sqlite:" + folder.resolve("history.db");
        int rows = 0;
        try (Connection database = DriverManager.getConnection(url);
                ResultSet found = database.createStatement().executeQuery(question)) {
            while (found.next()) {
                rows++;
            }
        }
        return rows;
    }

    private void spend(LocalDate day, String agent, String usd) {
        Instant at = at(day);
        history.history().add(Entries.of(List.of(run("chat", at, call(at, agent, TokenUsage.of(100, 10), usd)))));
    }

    private void addWithoutTokens(String task) {
        Instant at = at(TODAY);
        CallEntry silent =
                SeededHistory.call(1, at, "planner", TokenUsage.builder().build(), Optional.empty());
        history.history().add(Entries.of(List.of(run(task, at, silent))));
    }

    private RunEntry run(String task, Instant at, CallEntry... calls) {
        return history.run(Optional.empty(), Task.of(task), at, new ArrayList<>(List.of(calls)));
    }

    private static CallEntry call(Instant at, String agent, TokenUsage usage, String usd) {
        return SeededHistory.call(1, at, agent, usage, Optional.of(new BigDecimal(usd)));
    }

    private static Instant at(LocalDate day) {
        return day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    }
}
