package dev.tokenbudget.internal.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.cost.SuiteCost;
import dev.tokenbudget.internal.replay.change.ChangedText;
import dev.tokenbudget.internal.replay.change.ChangedText.Growth;
import dev.tokenbudget.internal.replay.change.DiffLine;
import dev.tokenbudget.internal.report.DeepLink;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.SkippedTask;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.VerdictKind;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

    private static final Comparison THREE = ReportExample.ofThreeTasks();
    private static final String REPORT = HtmlReport.of(THREE);

    @Test
    void size_and_calls_are_told_below_the_verdict_and_below_the_rule() {
        String report = HtmlReport.of(ReportExample.ofVaryingCalls());

        assertThat(report)
                .contains("<p>Each call is +", "A trade: each call is +")
                .containsPattern("<tr class=\"part\"><th scope=\"row\">each call</th>.*<td>proved</td>")
                .containsPattern("<tr class=\"part\"><th scope=\"row\">calls</th>")
                .contains("at an equal number of calls", "Sessions are taken to differ by 3.0 % (assumed");
    }

    @Test
    void of_very_many_tasks_it_is_said_whose_runs_are_left_out() {
        String report = HtmlReport.of(new LargeSuite(301, 2).comparison());

        assertThat(report)
                .contains(
                        "The runs and figures of the first 300 tasks are shown; those of the other 1 are in report.json.");
        assertThat(report.split("<details class=\"task ")).hasSize(302);
        assertThat(report.split("<h4>Every run</h4>")).hasSize(301);
    }

    @Test
    void targets_are_told_with_current_and_status_and_units_of_value_stand_among_the_figures() {
        String report = HtmlReport.of(ReportExample.ofTargets());

        assertThat(report)
                .contains(
                        "<h4>Targets</h4>",
                        "<bdi>mean of count/&lt;b&gt;tickets&lt;/b&gt;</bdi></th><td class=\"n\">2</td>",
                        "<td>at most 4 calls</td><td>met</td>",
                        "<td><strong>missed</strong></td>",
                        "tokens per unit (&lt;b&gt;tickets&lt;/b&gt;)")
                .doesNotContain("<b>tickets");
    }

    @Test
    void a_task_on_a_dearer_model_is_explained_by_its_costs() {
        String report = HtmlReport.of(DeskExample.ofADearerModel());

        assertThat(report)
                .contains("<p class=\"lead\">+400.0 %: ")
                .containsPattern(
                        "the model changed: openai gpt-5-mini → openai gpt-5 \\(desk, writer\\): \\+400.0 points")
                .contains("<th scope=\"col\" class=\"n\">points of cost</th>");
        assertThat(report.split("the model changed: openai gpt-5-mini", -1))
                .as("in the first line and in the table of causes, and not once more beside them")
                .hasSize(3);
    }

    @Test
    void what_several_tools_of_a_server_add_to_an_agent_is_one_share() {
        assertThat(HtmlReport.of(DeskExample.comparison()))
                .contains("desk: MCP server archive (2 tools added) +240 tokens a call × 4 calls</th>");
    }

    @Test
    void the_price_of_the_test_stands_beside_the_cost_of_the_runs() {
        assertThat(HtmlReport.of(DeskExample.comparison()))
                .contains("<small>$0.9846 for the runs of this build</small><small>$1.69 with their judges</small>");
    }

    @Test
    void ends_with_what_tasks_need_not_spend() {
        assertThat(HtmlReport.of(ReportExample.ofWaste()))
                .contains(
                        "Opportunities to save</h2>",
                        "agent &lt;b&gt;desk&lt;/b&gt;: the same result of tool search is carried twice in one prompt",
                        "(call 1 of run 1)",
                        "saves 400 tokens and $0.0001 a run, $0.10 a month")
                .as("a new task has no baseline to compare with")
                .doesNotContain("not compared for new waste");
        assertThat(REPORT).doesNotContain("Opportunities to save");
    }

    @Test
    void a_task_without_targets_has_no_table_of_them() {
        assertThat(REPORT).doesNotContain("<h4>Targets</h4>");
    }

    @Test
    void an_interval_that_noise_allows_is_not_shown_beside_a_verdict_that_says_otherwise() {
        ReportExample.ofVaryingCalls().tasks().stream()
                .flatMap(task -> task.findings().stream())
                .filter(finding -> finding.verdict().kind() == VerdictKind.INCONCLUSIVE)
                .forEach(finding -> assertThat(finding.interval())
                        .satisfiesAnyOf(
                                shown -> assertThat(shown).isEmpty(),
                                shown -> assertThat(shown.orElseThrow().lower()).isLessThanOrEqualTo(1)));
    }

    @Test
    void begins_with_what_became_of_the_build() {
        assertThat(REPORT).contains("<h1 class=\"fails\">Failed: 1 of 3 tasks</h1>");
    }

    @Test
    void says_that_nothing_was_measured_where_all_tests_were_skipped() {
        Comparison skipped = Comparison.of(
                Measurement.of(new BuildId("b1", Optional.empty()), List.of(), List.of(), List.of())
                        .without(List.of(new SkippedTask(ReportExample.DRIFTED, "no key"))),
                new Baseline(new TreeMap<>()),
                THREE.policy());

        assertThat(HtmlReport.of(skipped)).contains("Nothing was measured: 1 task was skipped: no key.");
    }

    @Test
    void tells_first_of_a_drifted_task_why_it_drifted() {
        String sentence = THREE.tasks().stream()
                .filter(task -> task.comparison().task().equals(ReportExample.DRIFTED))
                .flatMap(task -> task.explanation().stream())
                .findFirst()
                .orElseThrow()
                .sentence();

        assertThat(sentence).contains("system prompt");
        assertThat(REPORT).contains("<p class=\"lead\">" + sentence + "</p>");
    }

    @Test
    void puts_what_fails_the_build_first_and_unfolds_it_alone() {
        assertThat(matches("<details class=\"task (\\w+)\" data-verdict=\"(\\w+)\"[^>]*?( open)?>"))
                .containsExactly("fails DRIFTED open", "warns NEW", "passes OK");
    }

    @Test
    void shows_each_call_of_the_run_that_shows_the_cause_with_the_sections_of_its_prompt() {
        assertThat(REPORT)
                .contains("<h4>Calls of a run that shows the cause: system prompt</h4>")
                .containsPattern("<p class=\"remark\">Run \\d of the baseline → this one: calls \\d → \\d, ")
                .contains("<h4>Calls of the median run</h4>")
                .contains("tokens, all calls to <bdi>anthropic claude-sonnet-4-5</bdi></caption>")
                .contains("<td><b>planner</b> </td>")
                .as("1,900 tokens of text, at the slope of the model")
                .contains("<span class=\"system\">system prompt 2,014</span>")
                .as("the input is below what the text is expected to be")
                .containsPattern("<span class=\"overhead\">provider.{1,6}s overhead -159</span>")
                .contains("<caption>Run ");
    }

    @Test
    void shows_the_text_behind_a_cause_as_a_diff_in_which_no_text_is_markup() {
        Comparison shown = THREE.showing(task -> task.comparison().task().equals(ReportExample.DRIFTED)
                ? List.of(new ChangedText(
                        "system prompt",
                        List.of(
                                new DiffLine(DiffLine.Kind.REMOVED, "Be brief."),
                                new DiffLine(DiffLine.Kind.ADDED, "<script>alert('{{x}}')</script>")),
                        2,
                        Optional.of(new Growth(892, 1784))))
                : List.of());

        assertThat(HtmlReport.of(shown))
                .containsOnlyOnce("<h4>The text behind it</h4>")
                .contains(
                        "<figcaption>system prompt, in 2 calls a run: about +892 tokens a call, +1,784 a run.</figcaption>"
                                + "<pre><span class=\"removed\">-Be brief.</span><span class=\"added\">+&lt;script&gt;alert(&#39;{{x}}&#39;)&lt;/script&gt;</span></pre>");
        assertThat(REPORT).doesNotContain("The text behind it");
    }

    @Test
    void shows_variants_with_their_pass_rates_and_what_their_comparison_shows() {
        String report = HtmlReport.of(ReportExample.ofVariants());

        assertThat(report)
                .contains("<h2 id=\"variants\"", "<bdi>sonnet</bdi></a> (in use)</th>")
                .contains("<bdi>&lt;b&gt;haiku&lt;/b&gt;</bdi></a></th>")
                .containsPattern("<li>&lt;b&gt;haiku&lt;/b&gt; is cheaper \\(\\$[\\d.]+ against \\$[\\d.]+ a success")
                .contains("<td class=\"n\">38 of 40</td>")
                .contains("<circle cx=\"95.0%\"");
        assertThat(REPORT).doesNotContain("id=\"variants\"");
    }

    @Test
    void shows_how_well_tokens_are_used_and_what_each_agent_spends() {
        assertThat(REPORT)
                .contains("<th scope=\"row\">system prompt and tools in the input</th>")
                .contains("<tr><th scope=\"row\">critical</th>")
                .contains("<tr><th scope=\"row\"><bdi>planner</bdi></th>");
    }

    @Test
    void shows_what_a_run_a_success_and_a_month_cost() {
        SuiteCost cost = THREE.cost().orElseThrow();

        assertThat(REPORT)
                .contains("<dt>Cost of a run of all tasks</dt>")
                .contains(Figures.usd(cost.perMonth().orElseThrow()) + " a month at 1,000 runs of each task")
                .containsPattern(
                        "<p class=\"cost\">A run costs \\$[\\d.]+ → \\$[\\d.]+ \\(\\+[\\d.]+ %\\), a success \\$"
                                + "[\\d.]+, a month \\$[\\d.,]+\\.</p>");
    }

    @Test
    void shows_the_price_list_what_labels_cost_and_what_other_models_would() {
        assertThat(REPORT)
                .contains("<li>Prices: ")
                .contains("<td><bdi>reviewsSmallPullRequest</bdi></td>")
                .contains("<tr><th scope=\"row\">as measured</th>")
                .containsPattern(
                        "<th scope=\"row\">anthropic/claude[^<]+</th><td class=\"n\">\\$[\\d.]+</td><td class=\"n\">×");
    }

    @Test
    void names_models_whose_price_is_not_known() {
        assertThat(HtmlReport.of(ReportExample.ofAnUnpricedModel()))
                .contains("<b class=\"large\">not known</b>", "no price for anthropic/our-model")
                .contains("<p class=\"cost\">What a run costs is not known: no price for anthropic/our-model.</p>");
    }

    @Test
    void has_the_places_that_messages_link_to() {
        assertThat(THREE.tasks()).allSatisfy(task -> {
            String link = DeepLink.to(task.comparison().task());
            assertThat(REPORT).contains(" id=\"" + link.substring(DeepLink.TARGET.length() + 1) + "\"");
        });
    }

    @Test
    void names_from_outside_stay_text() {
        assertThat(REPORT)
                .doesNotContain("<img")
                .doesNotContain("<b>baseline</b> (")
                .contains(
                        "SearchBenchmark.&lt;img src&#x3D;x onerror&#x3D;&quot;console.error(&#39;ran&#39;)&quot;&gt;")
                .contains("{{name}}")
                .contains("first &lt;b&gt;baseline&lt;/b&gt;");
        assertThat(REPORT.chars()).noneMatch(c -> c == 0 || c == '\u202e');
    }

    @Test
    void refers_to_nothing_outside_of_itself() {
        assertThat(REPORT).doesNotContain("http:", "https:", "//cdn", "@import", "url(", "<link", "<iframe", "<object");
        assertThat(matches("(?:src|href)=\"([^\"]*)\"")).isNotEmpty().allMatch(link -> link.startsWith("#"));
    }

    @Test
    void allows_its_own_style_and_script_and_no_other() {
        assertThat(REPORT)
                .contains("default-src 'none'; style-src 'sha256-", "; script-src 'sha256-")
                .doesNotContain("unsafe-inline")
                .doesNotContainPattern("<[^>]+ (?:style|on\\w+)=\"");
    }

    @Test
    void is_the_same_for_the_same_comparison() {
        assertThat(HtmlReport.of(ReportExample.ofThreeTasks())).isEqualTo(REPORT);
    }

    @Test
    void fifty_tasks_of_a_hundred_runs_stay_below_one_and_a_half_megabytes() {
        String few = HtmlReport.of(ReportExample.ofManyTasks(50, 100, 25));

        assertThat(few).contains("Failed: 2 of 50 tasks");
        assertThat(few.getBytes(UTF_8)).hasSizeLessThan(1_500_000);
    }

    @Test
    @Tag("speed")
    void five_hundred_tasks_of_a_hundred_runs_stay_below_five_megabytes() {
        String few = HtmlReport.of(ReportExample.ofManyTasks(500, 100, 25));

        assertThat(few).contains("Failed: 20 of 500 tasks");
        assertThat(few.getBytes(UTF_8)).hasSizeLessThan(5_000_000);
    }

    @Test
    @Tag("speed")
    void two_thousand_tasks_of_sixty_calls_a_run_stay_below_ten_megabytes() {
        String many = HtmlReport.of(ReportExample.ofManyTasks(2_000, 30, 60, 10));

        assertThat(many).contains("2,000 tasks", "those of the other 1,700 are in report.json");
        assertThat(many.getBytes(UTF_8)).hasSizeLessThan(10_000_000);
    }

    private static List<String> matches(String pattern) {
        return Pattern.compile(pattern)
                .matcher(REPORT)
                .results()
                .map(HtmlReportTest::groups)
                .toList();
    }

    private static String groups(MatchResult match) {
        return Stream.iterate(1, group -> group <= match.groupCount(), group -> group + 1)
                .map(match::group)
                .filter(group -> group != null)
                .map(String::strip)
                .reduce((one, other) -> one + " " + other)
                .orElse("");
    }
}
