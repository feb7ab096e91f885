package dev.tokenbudget.internal.history.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tokenbudget.internal.history.BuildEntry;
import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.Origin;
import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.WasteEntry;
import dev.tokenbudget.internal.history.store.History;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.usage.ModelCall.Role;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two weeks of two tasks: in the first each makes ten runs; in the second {@code searches} makes twenty, at twice the price a call.
 * A run of {@code reviews} has two calls of 1,000 + 100 tokens at $0.01, one of {@code searches} one call of 2,000 + 50 at $0.02,
 * then $0.04.
 */
class FootprintTest {

    private static final LocalDate LAST = LocalDate.of(2026, 11, 29);
    private static final Period WEEK = Period.endingWith(LAST, 7);

    private static final ContextWindows WINDOWS = (provider, model) -> OptionalLong.of(4100);

    @TempDir
    Path folder;

    private History history;

    @BeforeEach
    void fill() {
        history = History.open("jdbc:sqlite:" + folder.resolve("history.db"));
        List<RunEntry> runs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Instant before = WEEK.before().from().atTime(10, i).toInstant(ZoneOffset.UTC);
            Instant now = WEEK.from().atTime(10, i).toInstant(ZoneOffset.UTC);
            runs.add(reviews("r-before-" + i, before));
            runs.add(reviews("r-now-" + i, now));
            runs.add(searches("s-before-" + i, before, "0.02"));
            runs.add(searches("s-now-" + i, now, "0.04"));
            runs.add(searches("s-more-" + i, now.plusSeconds(3600), "0.04"));
        }
        BuildEntry build = new BuildEntry(
                "b-2", "com.acme:shop", Optional.empty(), Optional.of("main"), Instant.parse("2026-11-24T10:00:00Z"));
        WasteEntry unused = new WasteEntry(
                "b-2",
                "SearchTest.searches",
                "UNUSED_TOOL",
                "tool translate was never called",
                "Leave it out.",
                400,
                OptionalDouble.of(0.002));
        history.add(new Entries(List.of(build), runs, List.of(), List.of(), List.of(), List.of(unused)));
    }

    @Test
    void begins_with_what_was_spent_by_whom_and_what_would_save_most() {
        // 10 runs x 2 x $0.01 + 20 runs x $0.04 = $1.00, before 10 x 2 x $0.01 + 10 x $0.02 = $0.40; November has 30
        // days
        assertThat(Summary.of(footprint("")))
                .containsExactly(
                        "Spent: $1.00 by 40 calls in 30 runs, 63,000 tokens.",
                        "A month at this pace: $4.29 ($0.1429 a day).",
                        "Against the 7 days before (2026-11-16 to 2026-11-22): +150.0 % ($0.40).",
                        "Primary driver: SearchTest.searches, +$0.60 of +$0.60: calls +100.0 %, cost of a call +100.0 %.",
                        "Top target: SearchTest.searches, tool translate was never called: $0.1739 a month.");
    }

    @Test
    void tells_features_teams_agents_and_models_with_their_trends() {
        assertThat(MarkdownFootprint.of(footprint("")))
                .contains("| search | $0.80 | 80 % | +300.0 % | 20 | $0.04 | 40,000 | 1,000 | – |")
                .contains("| (no feature) | $0.20 | 20 % | +0.0 % | 20 | $0.01 | 20,000 | 2,000 | – |")
                .contains("| core | search | SearchTest.searches | 20 | 2,050 | \\~2,050 | $0.80 |")
                .contains("| finder | $0.80 |")
                .contains("| gpt-5 | $1.00 | 100 % |")
                .contains(
                        "| $0.1739 | $0.002 | SearchTest.searches | tool translate was never called | Leave it out. |");
    }

    @Test
    void says_which_targets_are_missed() {
        Footprint footprint = footprint("tokensPerRun=2000, cacheHitRate=0.5, callsPerRun=2, contextUse=0.4");

        assertThat(footprint.targets())
                .extracting(target -> target.figure().key(), TargetStatus::status)
                .containsExactly(
                        tuple("tokensPerRun", "missed"),
                        tuple("callsPerRun", "met"),
                        tuple("cacheHitRate", "not known"),
                        tuple("contextUse", "missed"));
        assertThat(MarkdownFootprint.of(footprint))
                .contains("| tokens a run | 2,100 | 2,125 | at most 2,000 | missed |")
                .contains("| of a context window in the fullest call | 50 % | 50 % | at most 40 % | missed |");
    }

    @Test
    void counts_no_day_that_is_still_to_come() {
        Period november = new Period(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 12, 1));

        Footprint footprint =
                Footprint.of(history.reader(), november, Targets.parse(""), WINDOWS, LocalDate.of(2026, 11, 25));

        assertThat(footprint.period()).isEqualTo(new Period(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 26)));
    }

    @Test
    void says_how_an_empty_history_is_filled() {
        Footprint none = Footprint.of(
                history.reader(), Period.endingWith(LocalDate.of(2020, 1, 7), 7), Targets.parse(""), WINDOWS, LAST);

        assertThat(MarkdownFootprint.of(none)).contains("The history holds no call of these days.");
    }

    @Test
    void files_for_programs_hold_plain_numbers_and_no_formula() {
        history.add(
                Entries.of(List.of(reviews("r-evil", WEEK.from().atTime(12, 0).toInstant(ZoneOffset.UTC), "=1+1"))));

        Map<String, String> files = CsvFootprint.of(footprint(""));

        assertThat(files.get("footprint-models.csv"))
                .isEqualTo("model,cost_usd,share,trend,calls,usd_per_call,input_tokens,output_tokens,cache_hit_rate\r\n"
                        + "gpt-5,1.02,1,1.55,42,0.0242857142857,62000,3200,\r\n");
        assertThat(files.get("footprint-features.csv")).contains("\r\n'=1+1,0.02,");
    }

    @Test
    void is_a_page_without_script() {
        String page = HtmlFootprint.of(footprint("cacheHitRate=0.5"));

        assertThat(page)
                .contains("script-src 'none'", "<li>Spent: $1.00 by 40 calls", "<td class=\"number\">$0.80</td>")
                .doesNotContain("<script");
    }

    @Test
    void refuses_a_target_that_it_does_not_know() {
        assertThatThrownBy(() -> Targets.parse("tokensPerDay=3"))
                .hasMessage("There is no target 'tokensPerDay'. Name one of tokensPerRun, callsPerRun, costPerRun,"
                        + " cacheHitRate, outputRatio, retryRate, contextUse.");
        assertThatThrownBy(() -> Targets.parse("tokensPerRun=many"))
                .hasMessage("A target is a number of 0 or more, but got 'tokensPerRun=many'.");
    }

    private Footprint footprint(String targets) {
        return Footprint.of(history.reader(), WEEK, Targets.parse(targets), WINDOWS, LAST);
    }

    private static RunEntry reviews(String id, Instant at) {
        return reviews(id, at, "");
    }

    private static RunEntry reviews(String id, Instant at, String feature) {
        return run(
                id,
                "ReviewTest.reviews",
                at,
                feature.isEmpty() ? Labels.NONE : Labels.of(Map.of("feature", feature)),
                List.of(call(1, at, "", 1000, 100, "0.01"), call(2, at, "", 1000, 100, "0.01")));
    }

    private static RunEntry searches(String id, Instant at, String cost) {
        return run(
                id,
                "SearchTest.searches",
                at,
                Labels.of(Map.of("feature", "search", "team", "core")),
                List.of(call(1, at, "finder", 2000, 50, cost)));
    }

    private static RunEntry run(String id, String task, Instant at, Labels labels, List<CallEntry> calls) {
        return new RunEntry(
                id,
                Optional.empty(),
                Origin.BENCHMARK,
                "tokenbudget",
                task,
                at,
                Duration.ofSeconds(2),
                Optional.of(Outcome.SUCCEEDED),
                labels,
                calls);
    }

    private static CallEntry call(int sequence, Instant at, String agent, long input, long output, String cost) {
        return new CallEntry(
                sequence,
                at,
                "openai",
                "gpt-5",
                agent,
                Role.AGENT,
                TokenUsage.of(input, output),
                Optional.of(new BigDecimal(cost)),
                Optional.of("stop"),
                OptionalLong.of(900),
                0,
                0,
                Labels.NONE);
    }
}
