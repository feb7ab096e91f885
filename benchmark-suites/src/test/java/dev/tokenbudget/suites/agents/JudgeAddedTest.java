package dev.tokenbudget.suites.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.cost.SuiteCost;
import dev.tokenbudget.internal.cost.TestPrice;
import dev.tokenbudget.internal.gateway.Gateway;
import dev.tokenbudget.internal.gateway.RunRoute;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.replay.Recordings;
import dev.tokenbudget.internal.report.ConsoleTable;
import dev.tokenbudget.internal.report.Findings;
import dev.tokenbudget.internal.report.JsonReport;
import dev.tokenbudget.internal.report.MarkdownReport;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.suites.offline.OfflineModel;
import dev.tokenbudget.usage.TokenUsage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same task of the same agent, with and without a judge that asks several times: nothing of the agent moves. */
class JudgeAddedTest {

    @TempDir
    Path folder;

    @AfterEach
    void plant_nothing() {
        System.clearProperty("suite.regression");
    }

    @ParameterizedTest
    @CsvSource({
        "'', CODE_REVIEW, API_DOCUMENTATION",
        "longer-system-prompt, CODE_REVIEW, API_DOCUMENTATION",
        "three-more-tools, API_DOCUMENTATION, CODE_REVIEW",
        "retries, BUG_DIAGNOSIS, TEST_GENERATION",
        "added-reviewer, SPRINT_PLANNING, BUG_DIAGNOSIS",
        "summariser-removed, SUPPORT_DESK, BUG_DIAGNOSIS",
        "timestamp-in-prompt, API_DOCUMENTATION, CODE_REVIEW",
    })
    void changes_no_sample_verdict_cause_or_report(String regression, ExampleTasks task, ExampleTasks judge) {
        System.setProperty("suite.regression", regression);
        Measurement alone = measured(task, Optional.empty(), "alone");
        Measurement graded = measured(task, Optional.of(judge), "graded");
        Baseline baseline = new BaselineFolder(JudgedBuild.BASELINES).read();
        Comparison before = JudgedBuild.judged(alone, baseline, Recordings.NONE);
        Comparison after = JudgedBuild.judged(graded, baseline, Recordings.NONE);

        assertThat(usages(graded)).isEqualTo(usages(alone));
        assertThat(judgedWithoutTimes(after)).isEqualTo(judgedWithoutTimes(before));
        assertThat(withoutPlaces(Findings.failures(after))).isEqualTo(withoutPlaces(Findings.failures(before)));
        assertThat(ConsoleTable.of(after)).isEqualTo(ConsoleTable.of(before));
        assertThat(ConsoleTable.cost(after)).isEqualTo(ConsoleTable.cost(before));
        assertThat(JudgedBuild.accepted(graded).of(task.id()).orElseThrow().models())
                .isEqualTo(
                        JudgedBuild.accepted(alone).of(task.id()).orElseThrow().models());
        assertThat(withoutPrice(withoutPlaces(MarkdownReport.of(after))))
                .isEqualTo(withoutPrice(withoutPlaces(MarkdownReport.of(before))));
        assertThat(json(after, regression)).isEqualTo(json(before, regression));
        TestPrice price = after.cost().map(SuiteCost::test).orElseThrow();
        assertThat(price.judge().calls())
                .isEqualTo(graded.tasks().values().stream()
                        .flatMap(measured -> measured.runs().stream())
                        .mapToLong(run -> run.judgeCalls().size())
                        .sum())
                .isGreaterThanOrEqualTo(JudgedBuild.RUNS);
        assertThat(price.agent())
                .isEqualTo(before.cost().map(SuiteCost::test).orElseThrow().agent());
        assertThat(before.cost().map(SuiteCost::test).orElseThrow().isGraded()).isFalse();
    }

    private Measurement measured(ExampleTasks task, Optional<ExampleTasks> judge, String name) {
        try (OfflineModel model = OfflineModel.start();
                Gateway gateway = Gateway.start(JudgedBuild.upstreams(model))) {
            return JudgedBuild.measured(folder.resolve(name), number -> run(task, judge, number, gateway));
        }
    }

    private static Run run(ExampleTasks task, Optional<ExampleTasks> judge, int number, Gateway gateway) {
        RunInProgress run = new RunInProgress(task.id(), number, Instant.EPOCH.plusSeconds(number), late -> {});
        RunRoute route = gateway.open(run);
        task.doneOnce(route.baseUrl("anthropic"), route.baseUrl("openai"));
        judge.ifPresent(grading -> {
            RunRoute ofJudge = gateway.open(run.judge());
            grading.doneOnce(ofJudge.baseUrl("anthropic"), ofJudge.baseUrl("openai"));
        });
        return JudgedBuild.ended(run, Outcome.SUCCEEDED);
    }

    private static List<List<TokenUsage>> usages(Measurement measurement) {
        return measurement.tasks().values().stream()
                .flatMap(task -> task.runs().stream())
                .map(run -> run.calls().stream().map(call -> call.usage()).toList())
                .toList();
    }

    private static List<String> judgedWithoutTimes(Comparison comparison) {
        return comparison.tasks().stream()
                .map((JudgedTask task) -> task.verdict() + " " + task.findings() + " " + task.explanation() + " "
                        + task.remarks() + " " + task.comparison().agents())
                .map(JudgeAddedTest::withoutPlaces)
                .toList();
    }

    private static List<String> withoutPlaces(List<String> sentences) {
        return sentences.stream().map(JudgeAddedTest::withoutPlaces).toList();
    }

    /** Which digit of a time in the prompt differs from call to call is another in each build. */
    private static String withoutPlaces(String text) {
        return text.replaceAll("differs at character [\\d,]+ of", "differs at a character of");
    }

    /** How much of a prompt repeats another depends on the digits of the time, where it holds the time. */
    private static String json(Comparison comparison, String regression) {
        String json = withoutPrice(withoutTimes(withoutPlaces(JsonReport.of(comparison))));
        return regression.equals("timestamp-in-prompt") ? without(json, "\"stablePrefix\": \\{") : json;
    }

    /** Answers take other times in each build. */
    private static String withoutTimes(String json) {
        return without(without(json, "\"latencyMs\": \\{"), "\"timeToFirstTokenMs\": \\{");
    }

    /** What is told of the judge is told in one object, one sentence and one table. */
    private static String withoutPrice(String report) {
        return without(report, ",\\s*\"test\": \\{\\s*\"runs\"")
                .replaceAll(" The price of the test: [^\\n]*? of it\\.", "")
                .replaceAll("(?s)\\n<details><summary>The price of the test.*?</details>\\n", "");
    }

    /** Return {@code json} without the objects that begin as {@code begin} does. */
    private static String without(String json, String begin) {
        Matcher found = Pattern.compile(begin).matcher(json);
        if (!found.find()) {
            return json;
        }
        int end = json.indexOf('{', found.start());
        for (int open = 1; open > 0; ) {
            end++;
            open += json.charAt(end) == '{' ? 1 : json.charAt(end) == '}' ? -1 : 0;
        }
        return json.substring(0, found.start()) + without(json.substring(end + 1), begin);
    }
}
