package dev.tokenbudget.internal.report;

import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineExample;
import dev.tokenbudget.internal.composition.SimulatedAgent;
import dev.tokenbudget.internal.explanation.Cause;
import dev.tokenbudget.internal.explanation.Fact;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.variant.VariantExample;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Judged;
import dev.tokenbudget.internal.verdict.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A field that the published schema does not know makes a report invalid, and so fails here. */
class ReportSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PUBLISHED = read(Path.of("../docs/report.schema.json"));

    @Test
    void a_report_of_a_drift_and_its_causes_is_valid() {
        String report = JsonReport.of(drifted());

        assertThat(problemsOf(report)).isEmpty();
        assertThat(report)
                .contains(
                        "\"verdict\": \"DRIFTED\"",
                        "\"kind\": \"TOOL_RESULTS\"",
                        "\"qOfGrowth\"",
                        "\"size\": {",
                        "\"calls\": {",
                        "\"proved\": true",
                        "\"learntFrom\": 0");
    }

    @Test
    void a_report_of_tasks_that_cannot_be_compared_is_valid() {
        TaskId free = new TaskId("com.acme.Free", "free");
        assertThat(problemsOf(JsonReport.of(Judged.comparison(measurement(runs(REVIEWS, 7)), empty()))))
                .isEmpty();
        assertThat(problemsOf(JsonReport.of(Judged.comparison(measurement(runs(free, 7)), baseline(free, 0, 0)))))
                .isEmpty();
        assertThat(problemsOf(JsonReport.of(Judged.comparison(measurement(), baseline(free, 0, 0)))))
                .isEmpty();
    }

    @Test
    void a_report_of_costs_is_valid() {
        Comparison priced = Comparison.of(
                measurement(runs(REVIEWS, 7)).priced(PriceList.bundled()),
                empty(),
                Policy.of(
                        Settings.of(new Settings.Source("test", Map.of("tokenbudget.runsPerMonth", "1000"))),
                        Optional.empty()));

        String report = JsonReport.of(priced);
        assertThat(problemsOf(report)).isEmpty();
        assertThat(report).contains("\"runsPerMonth\": 1000", "\"unpriced\": [\"anthropic/claude-x");
    }

    @Test
    void a_report_of_variants_is_valid() {
        Comparison variants = VariantExample.comparison(VariantExample.inUse(5, 1), VariantExample.other(5, 5));

        String report = JsonReport.of(variants);
        assertThat(problemsOf(report)).isEmpty();
        assertThat(report).contains("\"againstInUse\"", "\"usdUnknownBecause\"");
        assertThat(problemsOf(JsonReport.of(
                        VariantExample.comparison(VariantExample.inUse(9, 0), VariantExample.other(9, 0)))))
                .isEmpty();
    }

    @Test
    void a_report_of_targets_is_valid() {
        Settings settings = Settings.of(new Settings.Source(
                "test",
                Map.of(
                        "tokenbudget.rule.1.metric", "cacheHitRate",
                        "tokenbudget.rule.1.minimum", "0.6",
                        "tokenbudget.rule.2.metric", "count/tickets resolved",
                        "tokenbudget.rule.2.maximum", "5")));
        Run counted = runs(REVIEWS, 7).get(0).toBuilder()
                .own(Map.of("count/tickets resolved", 3.0, "value/answer score", 0.93))
                .build();

        String report = JsonReport.of(
                Comparison.of(measurement(List.of(counted)), empty(), Policy.of(settings, Optional.empty())));

        assertThat(problemsOf(report)).isEmpty();
        assertThat(report).contains("\"status\": \"UNKNOWN\"", "\"status\": \"MET\"", "\"value/answer score\": {");
    }

    @Test
    void a_report_of_judges_waste_and_the_tools_of_agents_is_valid() throws IOException {
        String report = JsonReport.of(EverythingExample.ofTasks(1));

        assertThat(problemsOf(report)).isEmpty();
        JsonNode written = JSON.readTree(report);
        JsonNode task = written.at("/tasks/0");
        assertThat(written.at("/cost/test/judge/calls").asInt()).isEqualTo(12);
        assertThat(task.at("/cost/test/judge/usd").asDouble()).isEqualTo(3 * 2 * 0.0044);
        assertThat(task.at("/cost/test/agent/whole").asBoolean()).isTrue();
        assertThat(task.at("/waste/0/isNew").asBoolean()).isTrue();
        assertThat(task.at("/agents/0/after/usd").asDouble()).isPositive();
        assertThat(task.at("/explanation/causes/0/tools/0").asText()).isEqualTo("search");
    }

    @Test
    void a_report_over_modules_is_valid() {
        String report = JsonReport.of(Comparison.ofModules(new TreeMap<>(Map.of("agent", drifted()))));

        assertThat(problemsOf(report)).isEmpty();
        assertThat(report).contains("\"module\": \"agent\"");
    }

    @Test
    void a_report_whose_rules_judge_percentiles_is_valid() {
        Settings settings = Settings.of(new Settings.Source(
                "test",
                Map.of(
                        "tokenbudget.rule.1.statistic", "p90",
                        "tokenbudget.rule.1.mode", "report")));
        Comparison comparison = Comparison.of(
                measurement(new SimulatedAgent(2).runs(40).runs()),
                accepted(),
                Policy.of(settings, Optional.of("-Dtest=X")));

        String report = JsonReport.of(comparison);
        assertThat(problemsOf(report)).isEmpty();
        assertThat(report).contains("\"statistic\": \"p90\"", "\"testFilter\"");
    }

    @Test
    void a_report_against_builds_that_differ_is_valid() {
        Baseline days = BaselineExample.withSteadyTasks(empty().with(
                        REVIEWS,
                        BaselineExample.builds(
                                REVIEWS,
                                new long[] {1000, 1010, 990, 1005},
                                new long[] {1200, 1210, 1190, 1205},
                                new long[] {850, 860, 840, 855},
                                new long[] {1100, 1110, 1090, 1105})));

        String report = JsonReport.of(Comparison.of(measurement(runs(REVIEWS, 900, 910)), days, Judged.POLICY));

        assertThat(problemsOf(report)).isEmpty();
        assertThat(report).contains("\"buildVariance\": {");
    }

    @Test
    void names_everything_that_can_be_written() throws IOException {
        JsonNode schema = JSON.readTree(PUBLISHED);

        assertThat(schema.at("/properties/schemaVersion/const").asInt()).isEqualTo(JsonReport.SCHEMA_VERSION);
        assertThat(texts(schema.at("/$defs/metric/anyOf/0/enum")))
                .containsExactlyElementsOf(
                        Metric.standard().stream().map(Metric::key).toList());
        assertThat(texts(schema.at("/$defs/explanation/properties/causes/items/properties/kind/enum")))
                .containsExactlyElementsOf(names(Cause.Kind.values()));
        assertThat(texts(schema.at("/$defs/explanation/properties/facts/items/properties/kind/enum")))
                .containsExactlyElementsOf(names(Fact.Kind.values()));
    }

    private static Comparison drifted() {
        SimulatedAgent agent = new SimulatedAgent(1);
        agent.toolResult *= 3;
        agent.timeInSystemPrompt = true;
        return Comparison.of(measurement(agent.runs(40).runs()), accepted(), Judged.POLICY);
    }

    private static Baseline accepted() {
        return empty().with(
                        REVIEWS,
                        BaselineExample.accepted(
                                REVIEWS, new SimulatedAgent(3).runs(40).runs()));
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    static List<Error> problemsOf(String report) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(PUBLISHED, InputFormat.JSON)
                .validate(report, InputFormat.JSON);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(file + " must be there.", e);
        }
    }
}
