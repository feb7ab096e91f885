package dev.tokenbudget.internal.history.output.langsmith;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenbudget.internal.history.http.Receiver;
import dev.tokenbudget.internal.history.output.Destination;
import dev.tokenbudget.internal.history.output.RequestHeaders;
import dev.tokenbudget.internal.history.output.TestRun;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.usage.ModelCall.Role;
import dev.tokenbudget.usage.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stand-in checks the form that https://docs.langchain.com/langsmith/upload-existing-experiments documents. */
class LangSmithExperimentsTest {

    private static final Set<String> OF_AN_EXPERIMENT = Set.of(
            "experiment_name",
            "experiment_description",
            "experiment_start_time",
            "experiment_end_time",
            "dataset_id",
            "dataset_name",
            "dataset_description",
            "experiment_metadata",
            "summary_experiment_scores",
            "results");
    private static final Set<String> OF_A_ROW = Set.of(
            "row_id",
            "inputs",
            "expected_outputs",
            "actual_outputs",
            "evaluation_scores",
            "start_time",
            "end_time",
            "run_name",
            "error",
            "run_metadata");

    private final Receiver receiver = new Receiver();
    private final LangSmithExperiments langSmith = new LangSmithExperiments(new Destination(
            "tokenbudget.langsmith",
            receiver.url(),
            RequestHeaders.parse("LangSmith", "x-api-key={KEY}", name -> Optional.of("lsv2_key")),
            Duration.ofMillis(1)));

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void get_a_build_in_the_documented_form() throws JsonProcessingException {
        JsonNode experiment = sent(
                TestRun.of("run-1").build("b-1").call().call(),
                TestRun.of("run-2")
                        .build("b-1")
                        .started(TestRun.MONDAY.plusSeconds(60))
                        .call());

        assertThat(names(experiment)).isSubsetOf(OF_AN_EXPERIMENT);
        assertThat(experiment.path("experiment_name").asText()).isEqualTo("TokenBudget b-1");
        assertThat(experiment.path("dataset_name").asText()).isNotEmpty();
        Instant start = Instant.parse(experiment.path("experiment_start_time").asText());
        Instant end = Instant.parse(experiment.path("experiment_end_time").asText());
        assertThat(experiment.path("results")).hasSize(2).allSatisfy(row -> {
            assertThat(names(row)).isSubsetOf(OF_A_ROW);
            assertThat(UUID.fromString(row.path("row_id").asText())).isNotNull();
            assertThat(row.path("inputs").isObject()).isTrue();
            assertThat(Instant.parse(row.path("start_time").asText())).isBetween(start, end);
            assertThat(Instant.parse(row.path("end_time").asText())).isBetween(start, end);
        });
        assertThat(receiver.arrived()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/api/v1/datasets/upload-experiment");
            assertThat(request.headers()).containsEntry("x-api-key", "lsv2_key");
        });
    }

    @Test
    void get_tokens_calls_dollars_and_success_as_scores() throws JsonProcessingException {
        JsonNode row = sent(TestRun.of("run-1").call().call()).path("results").get(0);

        assertThat(scores(row)).containsExactly("calls 2", "tokens 2200", "cost_usd 0.01", "success 1");
    }

    @Test
    void get_no_score_of_what_is_unknown_and_none_of_judges() throws JsonProcessingException {
        JsonNode row = sent(TestRun.of("run-1")
                        .outcome(Outcome.FAILED)
                        .call(TokenUsage.unknown(), "gpt-5", Role.AGENT)
                        .call(TokenUsage.of(1, 1), "gpt-5-mini", Role.JUDGE))
                .path("results")
                .get(0);

        assertThat(scores(row)).containsExactly("calls 1", "cost_usd 0.005", "success 0");
        assertThat(row.path("error").asText()).isEqualTo("FAILED");
    }

    @Test
    void have_the_same_rows_for_the_same_task_in_every_build() throws JsonProcessingException {
        JsonNode first = sent(TestRun.of("run-1").call(), TestRun.of("run-2").call());
        JsonNode second = sent(TestRun.of("run-3").call(), TestRun.of("run-4").call());

        assertThat(second.path("results").findValuesAsText("row_id"))
                .doesNotHaveDuplicates()
                .isEqualTo(first.path("results").findValuesAsText("row_id"));
    }

    private JsonNode sent(TestRun... runs) throws JsonProcessingException {
        langSmith.send("b-1", Stream.of(runs).map(TestRun::entry).toList());
        List<Receiver.Arrived> arrived = receiver.arrived();
        return new ObjectMapper().readTree(arrived.get(arrived.size() - 1).text());
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> scores(JsonNode row) {
        return Stream.iterate(0, i -> i < row.path("evaluation_scores").size(), i -> i + 1)
                .map(i -> row.path("evaluation_scores").get(i))
                .map(score -> score.path("key").asText() + " "
                        + score.path("score")
                                .decimalValue()
                                .stripTrailingZeros()
                                .toPlainString())
                .toList();
    }
}
