package dev.tokenbudget.internal.report;

import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.BUILD;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Judged;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReportsTest {

    private static final TaskId PLANS = new TaskId("com.acme.PlanBenchmark", "plans");
    private static final TaskId HOSTILE = new TaskId(
            "com.acme.X",
            "a|b\n# <script>alert(1)</script> [x](javascript:y) **bold** `code` ~~gone~~ _it_ &lt; \u001b[31m\u0000");

    private final Comparison comparison = Judged.comparison(
            measurement(
                    runs(REVIEWS, 1300, 1300),
                    runs(PLANS, LongStream.rangeClosed(1, 30).toArray())),
            baseline(REVIEWS, 1000, 1000));

    @Test
    void the_console_shows_a_line_a_task() {
        assertThat(ConsoleTable.of(comparison))
                .containsExactly(
                        "task                     runs   mean     P90  baseline    drift  verdict",
                        "PlanBenchmark.plans        30   15.5    27.6         -        -  NEW",
                        "ReviewBenchmark.reviews     2  1,300  ~1,300     1,000  +30.0 %  DRIFTED");
    }

    @Test
    void a_remedy_that_tasks_share_is_given_once() {
        Comparison twoNew = Judged.comparison(measurement(runs(REVIEWS, 7), runs(PLANS, 7)), empty());

        assertThat(Findings.failures(twoNew)).isEmpty();
        assertThat(Findings.warnings(twoNew))
                .containsExactly(
                        "PlanBenchmark.plans has no baseline yet.",
                        "ReviewBenchmark.reviews has no baseline yet.",
                        "Accept the runs just made as the baseline: mvn tokenbudget:accept"
                                + " -Dtokenbudget.task=\"PlanBenchmark.plans,ReviewBenchmark.reviews\" -Dtokenbudget.reason=\"…\"");
    }

    @Test
    void findings_are_sorted_by_what_they_do_to_the_build() {
        assertThat(Findings.failures(comparison))
                .first()
                .asString()
                .startsWith("ReviewBenchmark.reviews ")
                .contains("1,300 tokens", "+30.0 %");
        assertThat(Findings.warnings(comparison)).first().asString().startsWith("PlanBenchmark.plans");
        assertThat(Findings.notes(comparison)).isEmpty();
    }

    @Test
    void json_tells_programs_the_same_and_more() throws IOException {
        JsonNode report = new ObjectMapper().readTree(JsonReport.of(comparison));

        assertThat(report.at("/schemaVersion").asInt()).isEqualTo(1);
        assertThat(report.at("/passed").asBoolean()).isFalse();
        assertThat(report.at("/failures")).hasSize(1);
        assertThat(report.at("/build").asText()).isEqualTo(BUILD.id());
        JsonNode reviews = report.at("/tasks/1");
        assertThat(reviews.at("/verdict").asText()).isEqualTo("DRIFTED");
        assertThat(reviews.at("/severity").asText()).isEqualTo("FAILS");
        assertThat(reviews.at("/drift").asDouble()).isEqualTo(1300.0 / 1000 - 1);
        assertThat(reviews.at("/metrics/total/before/mean").asDouble()).isEqualTo(1000);
        assertThat(reviews.at("/metrics/total/after/mean").asDouble()).isEqualTo(1300);
        assertThat(reviews.at("/metrics/total/after/percentiles/p90").asDouble())
                .isEqualTo(1300);
        assertThat(reviews.at("/metrics/total/after/estimable")).isEmpty();
        assertThat(report.at("/tasks/0/drift").isMissingNode())
                .as("a new task has no drift")
                .isTrue();
    }

    @Test
    void infinite_drift_is_no_number_in_json() throws IOException {
        TaskId free = new TaskId("com.acme.Free", "free");
        Comparison fromNothing = Judged.comparison(measurement(runs(free, 7)), baseline(free, 0, 0));

        JsonNode task = new ObjectMapper().readTree(JsonReport.of(fromNothing)).at("/tasks/0");
        assertThat(task.at("/verdict").asText()).isEqualTo("DRIFTED");
        assertThat(task.at("/drift").isMissingNode()).isTrue();
        assertThat(ConsoleTable.of(fromNothing).get(1)).contains("+∞ %");
    }

    @Test
    void the_same_comparison_gives_the_same_bytes_in_any_order_of_its_runs() {
        List<Run> shuffled = new ArrayList<>(runs(REVIEWS, 1300, 1200, 1250));
        Measurement inOrder = measurement(shuffled);
        Collections.reverse(shuffled);
        Measurement reversed = measurement(shuffled);

        assertThat(JsonReport.of(Judged.comparison(reversed, baseline(REVIEWS, 1000, 1111, 1234))))
                .isEqualTo(JsonReport.of(Judged.comparison(inOrder, baseline(REVIEWS, 1000, 1111, 1234))));
    }

    @Test
    void names_stay_on_their_line_on_the_console() {
        Comparison hostile = Judged.comparison(measurement(runs(HOSTILE, 7)), empty());
        List<String> lines = new ArrayList<>(ConsoleTable.of(hostile));
        lines.addAll(Findings.warnings(hostile));

        assertThat(lines).hasSize(4).allSatisfy(line -> assertThat(line).doesNotContainPattern("\\p{Cntrl}"));
    }

    @Test
    void an_exactly_allowed_drift_is_shown_as_its_tolerance_and_one_beyond_it_is_not() {
        Comparison allowed = Judged.comparison(measurement(runs(REVIEWS, 115)), baseline(REVIEWS, 100));
        Comparison beyond = Judged.comparison(measurement(runs(REVIEWS, 1_150_001)), baseline(REVIEWS, 1_000_000));

        assertThat(ConsoleTable.of(allowed).get(1)).endsWith("+15.0 %  OK");
        assertThat(ConsoleTable.of(beyond).get(1)).endsWith("+15.0001 %  DRIFTED");
    }
}
