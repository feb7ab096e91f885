package dev.tokenbudget.internal.report;

import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.variant.VariantExample.comparison;
import static dev.tokenbudget.internal.variant.VariantExample.inUse;
import static dev.tokenbudget.internal.variant.VariantExample.other;
import static dev.tokenbudget.internal.variant.VariantExample.variant;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.verdict.Comparison;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The variants of a task as each report shows them. */
class VariantsInReportsTest {

    private static final String SENTENCE =
            "haiku is cheaper ($0.0131 against $0.0335 a success, -60.8 %) and shown to be"
                    + " no worse (pass rate 48 of 50 against 47 of 50, at most 6.5 points lower).";

    private final Comparison comparison = comparison(inUse(50, 3), other(50, 2));

    @Test
    void the_console_shows_a_table_and_what_it_shows() {
        assertThat(ConsoleVariants.of(comparison))
                .containsExactly(
                        "variants of ReviewBenchmark.reviews  runs    passed  95 % interval  tokens a run    a run  a success",
                        "sonnet (in use)                        50  47 of 50     84 to 98 %        10,132  $0.0316    $0.0335",
                        "haiku                                  50  48 of 50     87 to 99 %        12,158  $0.0126    $0.0131",
                        SENTENCE);
    }

    @Test
    void markdown_tells_it_and_folds_the_table() {
        String report = MarkdownReport.of(comparison);

        assertThat(report)
                .contains("Variants:\n\n- ReviewBenchmark.reviews: " + SENTENCE + "\n")
                .contains("<details><summary>Variants</summary>")
                .contains(
                        "| ReviewBenchmark<br>reviews | haiku | 50 | 48 of 50 | 87 to 99 % | 12,158 | $0.0126 | $0.0131 |")
                .contains("at most 10 points lower");
    }

    @Test
    void many_variants_still_fit_a_comment() {
        List<Run> runs = new ArrayList<>(inUse(3, 0));
        for (int i = 0; i < 60; i++) {
            runs.addAll(variant(
                    new TaskId(REVIEWS.testClass(), "reviews[" + i + "]"), "variant-" + i, "gpt-5", 2, 0, 1_000 + i));
        }

        assertThat(MarkdownReport.of(comparison(runs)))
                .hasSizeLessThan(60_000)
                .contains("more variants, which report.json");
    }

    @Test
    void json_holds_every_figure() throws IOException {
        JsonNode variants =
                new ObjectMapper().readTree(JsonReport.of(comparison)).at("/variants/0");

        assertThat(variants.at("/task").asText()).isEqualTo("reviews");
        assertThat(variants.at("/variants/0/name").asText()).isEqualTo("sonnet");
        assertThat(variants.at("/variants/0/againstInUse").isMissingNode()).isTrue();
        JsonNode haiku = variants.at("/variants/1");
        assertThat(haiku.at("/tasks/0").asText()).isEqualTo("reviews[haiku]");
        assertThat(haiku.at("/succeeded").asInt()).isEqualTo(48);
        assertThat(haiku.at("/againstInUse/shown").asBoolean()).isTrue();
        assertThat(haiku.at("/againstInUse/sentence").asText()).isEqualTo(SENTENCE);
    }

    @Test
    void without_a_price_no_report_shows_dollars_and_json_says_why() throws IOException {
        TaskId task = new TaskId(REVIEWS.testClass(), "reviews[ours]");
        Comparison unpriced = comparison(inUse(5, 0), variant(task, "ours", "our-model", 5, 0, 5_000));

        assertThat(ConsoleVariants.of(unpriced).get(2)).startsWith("ours ").endsWith("-          -");
        JsonNode ours = new ObjectMapper().readTree(JsonReport.of(unpriced)).at("/variants/0/variants/1");
        assertThat(ours.at("/usdPerSuccess").isMissingNode()).isTrue();
        assertThat(ours.at("/usdUnknownBecause").asText()).isEqualTo("no price for anthropic/our-model");
    }

    @Test
    void a_run_of_all_tasks_is_one_of_the_variant_in_use() {
        assertThat(ConsoleTable.cost(comparison)).contains("A run of all tasks costs $0.0316.");
    }

    @Test
    void over_several_modules_the_module_is_named() {
        Comparison modules = Comparison.ofModules(new TreeMap<>(Map.of("agent", comparison)));

        assertThat(ConsoleVariants.of(modules).get(0)).startsWith("variants of agent: ReviewBenchmark.reviews ");
    }

    @Test
    void without_variants_nothing_is_said() {
        Comparison plain = comparison(RunExample.runs(REVIEWS, 10, 20));

        assertThat(ConsoleVariants.of(plain)).isEmpty();
        assertThat(MarkdownReport.of(plain)).doesNotContain("ariants");
        assertThat(JsonReport.of(plain)).doesNotContain("variants");
    }
}
