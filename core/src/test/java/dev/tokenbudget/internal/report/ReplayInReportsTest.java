package dev.tokenbudget.internal.report;

import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.replay.ReplayExample.departed;
import static dev.tokenbudget.internal.replay.ReplayExample.estimated;
import static dev.tokenbudget.internal.replay.ReplayExample.recorded;
import static dev.tokenbudget.internal.replay.ReplayExample.recording;
import static dev.tokenbudget.internal.replay.ReplayExample.recordings;
import static dev.tokenbudget.internal.replay.ReplayExample.replay;
import static dev.tokenbudget.internal.replay.ReplayExample.replays;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.report.ci.CiReports;
import dev.tokenbudget.internal.report.ci.SourceTree;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.ReplayedRun.Departure;
import dev.tokenbudget.internal.run.ReplayedRun.Kind;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Judged;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageBasis;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every report says of every figure of a replay how it is known, and once what no replay can see. */
class ReplayInReportsTest {

    private static final TaskId PLANS = new TaskId("com.acme.PlanBenchmark", "plans");
    private static final String NOTE =
            "1 task was replayed from recordings. Whether the model would answer at greater length"
                    + " today, or choose other tools, only a live run can tell: mvn verify -Dtokenbudget.calls=record";

    private final Comparison passing = replayed(replays(REVIEWS, 20, 1020));
    private final Comparison left = replayed(List.of(departed(
            REVIEWS,
            1,
            List.of(estimated(1000, 0).build()),
            new Departure(Kind.LEFT, 2, "call 2 follows call 1", 80))));

    @Test
    void the_console_says_how_each_tasks_figures_are_known() {
        Comparison mixed = Comparison.of(
                measurement(replays(REVIEWS, 20, 1020), runs(PLANS, 700)),
                baseline(PLANS, 700),
                recordings(recording(REVIEWS, 1000)),
                Judged.EXACT);

        assertThat(ConsoleTable.of(mixed))
                .containsExactly(
                        "task                     runs   mean     P90  baseline   drift  figures           verdict",
                        "PlanBenchmark.plans         1    700    ~700       700  +0.0 %  reported          OK",
                        "ReviewBenchmark.reviews     1  1,020  ~1,020     1,000  +2.0 %  estimated ±2.0 %  OK"
                                + " (replayed; live on 2026-11-20)");
    }

    @Test
    void the_console_shows_what_a_run_used_at_least_that_left_its_recording() {
        assertThat(ConsoleTable.of(left).get(1)).contains(" ≥1,080 ", " 1,000 ", "needs live", "NEEDS_LIVE");
    }

    @Test
    void what_replay_cannot_see_is_said_once_in_each_report() {
        assertThat(Findings.notes(passing)).containsOnlyOnce(NOTE);
        assertThat(MarkdownReport.of(passing)).containsOnlyOnce("only a live run can tell");
        assertThat(JsonReport.of(passing)).containsOnlyOnce("only a live run can tell");
        assertThat(CiReports.of(new SourceTree(Path.of(""), Map.of())))
                .anySatisfy(report -> assertThat(report.text(passing)).containsOnlyOnce("only a live run can tell"));
    }

    @Test
    void a_build_that_was_answered_by_providers_says_nothing_of_replay() {
        Comparison live = Judged.comparison(measurement(runs(REVIEWS, 1000)), baseline(REVIEWS, 1000));

        assertThat(MarkdownReport.of(live) + JsonReport.of(live) + ConsoleTable.of(live) + Findings.notes(live))
                .doesNotContainIgnoringCase("replay")
                .doesNotContain("recorded", "\"basis\"", "reported");
    }

    @Test
    void markdown_marks_means_and_says_against_what_they_stand() {
        assertThat(MarkdownReport.of(passing))
                .contains(
                        "1,000 → 1,020 (estimated ±20)",
                        "OK (replayed; live on 2026-11-20)",
                        "against a recording made at");
        assertThat(MarkdownReport.of(left)).contains("1,000 → at least 1,080 (needs live)");
    }

    @Test
    void costs_are_said_to_be_those_of_live_runs_and_how_well_they_are_known() {
        String estimated = "Costs of replayed tasks are what live runs would cost (estimated ±$0.0025).";
        assertThat(ConsoleTable.cost(costing(UsageBasis.ESTIMATED, 1000)).orElseThrow())
                .endsWith(estimated);
        assertThat(MarkdownReport.of(costing(UsageBasis.ESTIMATED, 1000))).containsOnlyOnce(estimated);
        assertThat(ConsoleTable.cost(costing(UsageBasis.RECORDED, 0)).orElseThrow())
                .endsWith("Costs of replayed tasks are what live runs would cost (recorded).");
    }

    private static Comparison costing(UsageBasis basis, long error) {
        ModelCall call = ModelCall.builder("openai", "gpt-4o")
                .usage(TokenUsage.of(100_000, 10))
                .started(Instant.parse("2026-11-23T10:00:00Z"))
                .build();
        return Comparison.of(
                measurement(List.of(replay(
                                REVIEWS, 1, call.toBuilder().basis(basis, error).build())))
                        .priced(PriceList.bundled()),
                empty(),
                recordings(recording(REVIEWS, List.of(recorded(call)))),
                Judged.POLICY);
    }

    @Test
    void json_gives_basis_and_error_of_each_metric() throws IOException {
        JsonNode task = new ObjectMapper().readTree(JsonReport.of(passing)).at("/tasks/0");

        assertThat(task.at("/metrics/total/basis").asText()).isEqualTo("estimated");
        assertThat(task.at("/metrics/total/error").asDouble()).isEqualTo(20);
        assertThat(task.at("/metrics/output/basis").asText()).isEqualTo("recorded");
        assertThat(task.at("/metrics/output").has("error")).isFalse();
        assertThat(task.at("/replay/live").asText()).isEqualTo("2026-11-20");
        assertThat(task.at("/replay/commitsBehind").asInt()).isEqualTo(12);
        assertThat(task.at("/metrics/latencyMs").isMissingNode()).isTrue();
    }

    @Test
    void a_replay_of_the_same_commit_gives_the_same_bytes_whatever_the_builds_id_and_the_hour() {
        List<Run> later = replays(REVIEWS, 20, 1020).stream()
                .map(run -> Run.builder(REVIEWS, 1, run.started().plusSeconds(3600))
                        .duration(Duration.ofSeconds(9))
                        .calls(run.calls())
                        .labels(run.labels())
                        .replayed(run.replayed().orElseThrow())
                        .build())
                .toList();
        Measurement again = Measurement.of(new BuildId("b2", Optional.of("0a1b2c3")), later, List.of(), List.of());

        assertThat(JsonReport.of(Comparison.of(again, empty(), recordings(recording(REVIEWS, 1000)), Judged.POLICY)))
                .isEqualTo(JsonReport.of(passing));
    }

    @Test
    void published_schema_knows_replays() {
        assertThat(ReportSchemaTest.problemsOf(JsonReport.of(passing))).isEmpty();
        assertThat(ReportSchemaTest.problemsOf(JsonReport.of(left))).isEmpty();
    }

    private static Comparison replayed(List<Run> runs) {
        return Comparison.of(measurement(runs), empty(), recordings(recording(REVIEWS, 1000)), Judged.POLICY);
    }
}
