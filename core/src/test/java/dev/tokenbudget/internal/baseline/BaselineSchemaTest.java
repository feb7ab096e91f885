package dev.tokenbudget.internal.baseline;

import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tokenbudget.internal.composition.Part;
import dev.tokenbudget.internal.composition.SimulatedAgent;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskRuns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PUBLISHED = Path.of("../docs/baseline.schema.json");

    private static final Schema SCHEMA = schema();

    /** What the reader takes no notice of, because it is computed anew, or is absent where it is null. */
    private static final List<String> READ_LENIENTLY = List.of(
            ".*/(stddev|min|max|p50|p75|p90|p95|p99|estimable|samplesOfBuilds|samples)(/\\d+)?",
            ".*/(\\$schema|attempted|succeeded|runs|responseModels|commit|builds|acceptances|measured|accepted)",
            ".*/(composition|prompts|systemHash|toolsHash|cache|firstInput)");

    @TempDir
    Path folder;

    @Test
    void a_written_baseline_is_valid() throws IOException {
        assertThat(problemsOf(written(17_420))).isEmpty();
        assertThat(problemsOf(written(LongStream.range(1, 300).toArray()))).isEmpty();
        assertThat(problemsOf(written(1L << 62, 1, 2))).isEmpty();
    }

    @Test
    void a_written_estimate_and_how_far_others_were_off_are_valid() throws IOException {
        TaskBaseline accepted = BaselineExample.accepted(REVIEWS, 17_420);
        new BaselineFolder(folder)
                .write(BaselineExample.empty()
                        .with(REVIEWS, accepted.checking(accepted).estimatedBy("0123456789abcdef")));

        assertThat(problemsOf(Files.readString(folder.resolve("com.acme.ReviewBenchmark.json"))))
                .isEmpty();
    }

    @Test
    void a_written_composition_is_valid() throws IOException {
        SimulatedAgent agent = new SimulatedAgent(1);
        agent.name = Optional.of("planner");
        agent.timeInSystemPrompt = true;
        agent.refusals = 0.5;
        agent.reviewer = Optional.of(new SimulatedAgent(2));

        new BaselineFolder(folder)
                .write(BaselineExample.empty()
                        .with(
                                REVIEWS,
                                BaselineExample.accepted(REVIEWS, agent.runs(20).runs())));

        assertThat(problemsOf(Files.readString(folder.resolve("com.acme.ReviewBenchmark.json"))))
                .isEmpty();
    }

    @Test
    void names_every_part_that_is_written() throws IOException {
        assertThat(JSON.readTree(Files.readString(PUBLISHED)).at("/$defs/agent/properties/tokens/propertyNames/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(
                        Arrays.stream(Part.values()).map(Part::key).toList());
    }

    @Test
    void names_every_metric_and_percentile_that_is_written() throws IOException {
        JsonNode schema = JSON.readTree(Files.readString(PUBLISHED));

        assertThat(schema.at("/$defs/task/properties/metrics/propertyNames/anyOf/0/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(
                        Metric.standard().stream().map(Metric::key).toList());
        assertThat(schema.at("/properties/schemaVersion/const").asInt()).isEqualTo(BaselineJson.SCHEMA_VERSION);
    }

    /** Every value of a baseline is replaced by everything it cannot be: whatever is read without complaint must be valid. */
    @Test
    void a_baseline_of_several_builds_is_valid_and_says_whose_samples_are_whose() throws IOException {
        assertThat(problemsOf(writtenInTwoBuilds())).isEmpty();
        assertThat(writtenInTwoBuilds()).contains("\"samplesOfBuilds\": [2, 1]");
    }

    @Test
    void builds_that_do_not_add_up_are_not_read() throws IOException {
        String whole = writtenInTwoBuilds();

        assertThat(isRead(whole.replace("\"samplesOfBuilds\": [2, 1]", "\"samplesOfBuilds\": [2, 2]")))
                .isFalse();
        assertThat(isRead(whole.replace("\"samplesOfBuilds\": [2, 1]", "\"samplesOfBuilds\": [1, 1, 1]")))
                .isFalse();
    }

    @Test
    void a_broken_baseline_is_neither_valid_nor_read_nor_a_reason_to_throw_anything_unforeseen() throws IOException {
        String whole = writtenInTwoBuilds();
        List<JsonNode> intruders = List.of(
                JsonNodeFactory.instance.nullNode(),
                JsonNodeFactory.instance.textNode("x"),
                JsonNodeFactory.instance.numberNode(-1),
                JsonNodeFactory.instance.booleanNode(true),
                JSON.readTree("{}"),
                JSON.readTree("[null]"));
        int broken = 0;
        for (String pointer : pointers(JSON.readTree(whole), "")) {
            for (JsonNode intruder : intruders) {
                JsonNode mutant = replaced(JSON.readTree(whole), pointer, intruder);
                String text = JSON.writeValueAsString(mutant);
                if (!problemsOf(text).isEmpty()) {
                    broken++;
                } else {
                    continue;
                }
                if (isRead(text)) {
                    assertThat(READ_LENIENTLY)
                            .as("%s = %s is read", pointer, intruder)
                            .anyMatch(pointer::matches);
                }
            }
        }
        assertThat(broken).isGreaterThan(500);
    }

    private boolean isRead(String text) throws IOException {
        Files.writeString(folder.resolve("com.acme.ReviewBenchmark.json"), text);
        try {
            new BaselineFolder(folder).read();
            return true;
        } catch (MalformedFileException e) {
            assertThat(e).hasMessageStartingWith(folder.toString()).hasMessageEndingWith(".");
            return false;
        }
    }

    private String writtenInTwoBuilds() throws IOException {
        TaskBaseline grown = BaselineExample.accepted(REVIEWS, 100, 115)
                .with(
                        new TaskRuns(REVIEWS, RunExample.runs(REVIEWS, 90)),
                        new BuildId("b2", Optional.empty()),
                        "another day");
        new BaselineFolder(folder).write(BaselineExample.empty().with(REVIEWS, grown));
        return Files.readString(folder.resolve("com.acme.ReviewBenchmark.json"));
    }

    private String written(long... totals) throws IOException {
        new BaselineFolder(folder).write(baseline(REVIEWS, totals));
        return Files.readString(folder.resolve("com.acme.ReviewBenchmark.json"));
    }

    private static List<Error> problemsOf(String text) {
        return SCHEMA.validate(text, InputFormat.JSON);
    }

    private static Schema schema() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(PUBLISHED), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> pointers(JsonNode node, String here) {
        List<String> pointers = new ArrayList<>();
        if (!here.isEmpty()) {
            pointers.add(here);
        }
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(field -> pointers.addAll(pointers(field.getValue(), here + "/" + field.getKey())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                pointers.addAll(pointers(array.get(i), here + "/" + i));
            }
        }
        return pointers;
    }

    private static JsonNode replaced(JsonNode root, String pointer, JsonNode by) {
        int last = pointer.lastIndexOf('/');
        JsonNode parent = root.at(pointer.substring(0, last));
        String name = pointer.substring(last + 1);
        if (parent instanceof ObjectNode object) {
            object.set(name, by);
        } else if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(name), by);
        }
        return root;
    }
}
