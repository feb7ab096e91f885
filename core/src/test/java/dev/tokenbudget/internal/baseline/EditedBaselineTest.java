package dev.tokenbudget.internal.baseline;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.internal.composition.SimulatedAgent;
import dev.tokenbudget.internal.json.MalformedFileException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A baseline that was edited by hand, or merged wrongly, is refused wherever anything else in the file tells the same. */
class EditedBaselineTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REMEDY = " Restore the file from version control, or delete it and accept again: mvn"
            + " tokenbudget:accept -Dtokenbudget.reason=\"…\".";

    @TempDir
    Path root;

    private BaselineFolder folder = new BaselineFolder(Path.of("set in setUp"));
    private Path file = Path.of("set in setUp");

    @BeforeEach
    void setUp() {
        folder = new BaselineFolder(root);
        file = root.resolve("com.acme.ReviewBenchmark.json");
    }

    @Test
    void no_number_below_0_is_taken() throws IOException {
        assertThat(taken(number -> number.signum() == 0 ? BigDecimal.ONE.negate() : number.negate()))
                .isEmpty();
    }

    /** The rest explains and never judges. */
    @Test
    void no_number_is_taken_for_another_but_those_that_nothing_else_tells() throws IOException {
        assertThat(taken(number -> number.add(BigDecimal.ONE)))
                .allMatch(place ->
                        place.matches("/tasks/reviews/composition/agents//(counted/.*|prompts/0/(tools|largest) .*"
                                + "|stopReasons/.*|refusedAttempts .*|repeated(Prompts|ToolCalls) .*"
                                + "|cache/(of|read) .*|firstInput/largest .*)"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"stddev\": 15|\"stddev\": 14|the field \"tasks.reviews.metrics.total.stddev\" is 14, but that of its samples is 15.0: the file was edited or merged by hand.",
                "\"stddev\": 15,||the field \"tasks.reviews.metrics.total.stddev\" is missing, but that of its samples is 15.0: the file was edited or merged by hand.",
                "\"min\": 100|\"min\": 90|the field \"tasks.reviews.metrics.total.min\" is 90, but that of its samples is 100.0: the file was edited or merged by hand.",
                "\"max\": 130|\"max\": 1300|the field \"tasks.reviews.metrics.total.max\" is 1300, but that of its samples is 130.0: the file was edited or merged by hand.",
                "\"p50\": 115|\"p50\": 116|the field \"tasks.reviews.metrics.total.p50\" is 116, but that of its samples is 115.0: the file was edited or merged by hand.",
                "\"p99\": 130|\"p99\": 129|the field \"tasks.reviews.metrics.total.p99\" is 129, but that of its samples is 130.0: the file was edited or merged by hand.",
                "\"estimable\": [],|\"estimable\": [\"p50\"],|the field \"tasks.reviews.metrics.total.estimable\" is [p50], but of 3 samples it is []: the file was edited or merged by hand.",
                "\"attempted\": 3|\"attempted\": -3|the field \"tasks.reviews.runs\" says attempted = -3 and succeeded = 3, but a baseline is that of at least one run that succeeded, and of no more than were made: the file was edited or merged by hand.",
                "\"succeeded\": 3|\"succeeded\": 0|the field \"tasks.reviews.runs\" says attempted = 3 and succeeded = 0, but a baseline is that of at least one run that succeeded, and of no more than were made: the file was edited or merged by hand.",
                "\"succeeded\": 3|\"succeeded\": 2|the field \"tasks.reviews.metrics.total\" says n = 3, but 2 runs succeeded: the file was edited or merged by hand.",
                "\"succeeded\": 3|\"succeeded\": 3, \"tokensOfFailed\": 50|the field \"tasks.reviews.runs.tokensOfFailed\" is 50, but 0 runs failed: the file was edited or merged by hand.",
                "\"build\": 1|\"build\": 1, \"firstLook\": 4|the field \"tasks.reviews.measured\" says firstLook = 4 of 3 runs: the file was edited or merged by hand.",
                "\"accepted\": [1]|\"accepted\": [1], \"replaced\": [{\"acceptance\": 2, \"n\": 3, \"mean\": 9, \"tolerance\": \"+5%\"}]|the field \"tasks.reviews.replaced\" is that of acceptances [2], but those of the task are [1]: the file was edited or merged by hand.",
                "\"accepted\": [1]|\"accepted\": [1], \"replaced\": [{\"acceptance\": 1, \"n\": 0, \"mean\": 9, \"tolerance\": \"+5%\"}]|the field \"tasks.reviews.replaced\" says n = 0 and mean = 9.0, but what was replaced had at least one run, and no tokens below 0: the file was edited or merged by hand.",
                "\"accepted\": [1]|\"accepted\": [1], \"estimates\": [{\"date\": \"2026-11-23\", \"estimated\": -1, \"live\": 5}]|the field \"tasks.reviews.estimates\" says that -1.0 tokens were estimated and 5.0 used, but nothing measured is below 0 or infinite: the file was edited or merged by hand.",
            })
    void says_the_place_what_is_wrong_and_the_remedy(String before, String after, String problem) throws IOException {
        folder.write(BaselineExample.baseline(REVIEWS, 100, 115, 130));
        edit(before, after == null ? "" : after);

        assertThatThrownBy(folder::read)
                .isInstanceOf(MalformedFileException.class)
                .hasMessage(file + ": " + problem + REMEDY);
    }

    @Test
    void a_build_that_made_runs_below_0_is_refused() throws IOException {
        folder.write(BaselineExample.baseline(REVIEWS, 100, 115, 130));
        JsonNode edited = JSON.readTree(Files.readString(file));
        set(edited, JsonPointer.compile("/tasks/reviews/measured/0/runs"), new DecimalNode(BigDecimal.valueOf(-3)));
        Files.writeString(file, JSON.writeValueAsString(edited));

        assertThatThrownBy(folder::read)
                .hasMessage(file + ": the field \"tasks.reviews.measured\" says that the builds made [-3] runs, but all"
                        + " together are 3: the file was edited or merged by hand." + REMEDY);
    }

    /** It would be read as that of a new task, which passes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"count/ticket\": {\"n\": 1, \"mean\": 1, \"min\": 1, \"max\": 1, \"p50\": 1, \"p75\": 1,"
                        + " \"p90\": 1, \"p95\": 1, \"p99\": 1}}"
            })
    void a_task_without_its_tokens_is_refused(String metrics) throws IOException {
        folder.write(BaselineExample.baseline(REVIEWS, 100, 115, 130));
        ObjectNode edited = (ObjectNode) JSON.readTree(Files.readString(file));
        ((ObjectNode) edited.at("/tasks/reviews")).set("metrics", JSON.readTree(metrics));
        Files.writeString(file, JSON.writeValueAsString(edited));

        assertThatThrownBy(folder::read)
                .hasMessage(file + ": the field \"tasks.reviews.metrics\" does not hold \"total\", which every accepted"
                        + " task has: the file was edited or merged by hand." + REMEDY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"p50\": 115  | \"p50\": 131",
                "\"mean\": 115 | \"mean\": 99",
                "\"stddev\": 15 | \"stddev\": 31",
                "\"n\": 3 | \"n\": 1",
                "\"max\": 130 | \"max\": 129",
            })
    void a_summary_without_samples_that_no_sample_has_is_refused(String before, String after) throws IOException {
        folder.write(BaselineExample.baseline(REVIEWS, 100, 115, 130));
        edit(",\n          \"samples\": [100, 115, 130]", "");
        folder.read();
        edit(before, after);

        assertThatThrownBy(folder::read)
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(file + ": the field \"tasks.reviews.metrics.total\" says ");
    }

    private void edit(String before, String after) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replaceFirst(Pattern.quote(before), Matcher.quoteReplacement(after)));
    }

    private List<String> taken(UnaryOperator<BigDecimal> edit) throws IOException {
        SimulatedAgent agent = new SimulatedAgent(1);
        agent.timeInSystemPrompt = true;
        agent.refusals = 0.5;
        folder.write(BaselineExample.empty()
                .with(REVIEWS, accepted(REVIEWS, agent.runs(6).runs())));
        JsonNode whole = JSON.readTree(Files.readString(file));
        List<String> taken = new ArrayList<>();
        for (JsonPointer number : numbers(whole, JsonPointer.empty())) {
            JsonNode edited = whole.deepCopy();
            set(edited, number, new DecimalNode(edit.apply(whole.at(number).decimalValue())));
            Files.writeString(file, JSON.writeValueAsString(edited));
            try {
                folder.read();
                taken.add(number + " = " + whole.at(number));
            } catch (MalformedFileException e) {
                assertThat(e).hasMessageStartingWith(file + ": ");
            }
        }
        return taken;
    }

    private static void set(JsonNode tree, JsonPointer place, JsonNode value) {
        JsonNode parent = tree.at(place.head());
        if (parent instanceof ArrayNode array) {
            array.set(place.last().getMatchingIndex(), value);
        } else {
            ((ObjectNode) parent).set(place.last().getMatchingProperty(), value);
        }
    }

    private static List<JsonPointer> numbers(JsonNode tree, JsonPointer at) {
        List<JsonPointer> found = new ArrayList<>();
        if (tree.isNumber()) {
            found.add(at);
        }
        tree.properties().forEach(field -> found.addAll(numbers(field.getValue(), at.appendProperty(field.getKey()))));
        for (int i = 0; tree.isArray() && i < tree.size(); i++) {
            found.addAll(numbers(tree.get(i), at.appendIndex(i)));
        }
        return found;
    }
}
