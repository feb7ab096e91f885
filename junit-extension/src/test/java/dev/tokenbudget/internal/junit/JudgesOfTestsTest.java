package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.replay.RecordingFolder;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.ReplayedRun.Departure;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.run.MeasuredRun;
import dev.tokenbudget.run.RunRecorder;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageBasis;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that grade what their agent did by a model. */
class JudgesOfTestsTest {

    @TempDir
    private Path folder;

    @AutoClose
    private final Provider provider = new Provider();

    @Test
    void are_charged_apart_from_their_agent_though_they_ask_the_same_model_from_other_threads() {
        TestBuild.Result result = provider.build(folder).run(Grades.class);

        Run run = result.onlyRun();
        assertThat(result.failures()).isEmpty();
        assertThat(run.calls())
                .extracting(call -> call.usage().output().orElse(0))
                .containsExactly(30L);
        assertThat(run.judgeCalls())
                .extracting(call -> call.usage().output().orElse(0))
                .containsExactlyInAnyOrder(500L, 600L);
        assertThat(Grades.SEEN.get(0).totalTokens()).hasValue(40);
        assertThat(Grades.SEEN.get(0).judgeCalls()).hasSize(2);
        assertThat(Grades.SEEN.get(0).judgeCostUsd()).isPresent();
        assertThat(result.printed())
                .contains(
                        "The price of the test: ",
                        "judges 1,120 tokens in 2 calls for $0.011, which is 97 % of it.",
                        "A run's test costs ");
    }

    @TokenBudget(maxTotal = 100, maxCalls = 1)
    static class Grades {
        static final List<MeasuredRun> SEEN = new ArrayList<>();

        @Test
        void reviews(ModelGateway gateway, RunRecorder run) {
            Provider.call(gateway.judge().openAi(), "gpt-5", 500);
            Provider.call(gateway.openAi(), "gpt-5", 30);
            CompletableFuture.runAsync(() -> Provider.call(gateway.judge().openAi(), "gpt-5", 600))
                    .join();
            SEEN.add(run.run());
        }
    }

    @Test
    void have_variables_of_their_own_for_other_processes() {
        provider.build(folder).run(StartsProcesses.class);

        assertThat(keyOf(StartsProcesses.judge)).isNotEqualTo(keyOf(StartsProcesses.agent));
        assertThat(StartsProcesses.judge).isEqualTo(StartsProcesses.judgeAgain);
    }

    @TokenBudget
    static class StartsProcesses {
        static String agent = "";
        static String judge = "";
        static String judgeAgain = "";

        @Test
        void reviews(ModelGateway gateway) {
            agent = gateway.environment("openai").getOrDefault("OPENAI_BASE_URL", "");
            judge = gateway.judge().environment("openai").getOrDefault("OPENAI_BASE_URL", "");
            judgeAgain = gateway.judge().judge().environment("openai").getOrDefault("OPENAI_BASE_URL", "");
        }
    }

    private static String keyOf(String url) {
        return URI.create(url).getPath().split("/")[1];
    }

    @Test
    void are_charged_to_the_run_in_progress_by_urls_that_a_class_shares() {
        Run run = provider.build(folder).run(Shares.class).onlyRun();

        assertThat(run.calls()).extracting(ModelCall::requestedModel).containsExactly("agent");
        assertThat(run.judgeCalls()).extracting(ModelCall::requestedModel).containsExactly("judge");
    }

    @TokenBudget
    static class Shares {
        static String agent = "";
        static String judge = "";

        @BeforeAll
        static void urls(ModelGateway gateway) {
            agent = gateway.openAi();
            judge = gateway.judge().openAi();
        }

        @Test
        void reviews() {
            Provider.call(agent, "agent", 1);
            Provider.call(judge, "judge", 1);
        }
    }

    @Test
    void fail_by_name_where_their_limit_refuses_what_they_need() {
        TestBuild.Result result = provider.build(folder).run(GradesAtAnyPrice.class);

        assertThat(result.onlyFailure())
                .hasMessageContaining("reviews's judge was stopped in run 1")
                .hasMessageContaining("(maxJudgeCostUsd)");
        Run run = result.onlyRun();
        assertThat(run.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(run.stopped()).isEmpty();
        assertThat(run.calls()).hasSize(2);
        assertThat(result.printed()).contains("GradesAtAnyPrice.reviews: the judge was stopped in run 1");
    }

    @TokenBudget(maxJudgeCostUsd = 0.02)
    static class GradesAtAnyPrice {
        @Test
        void reviews(ModelGateway gateway) {
            Provider.call(gateway.openAi(), "gpt-5", 30);
            Provider.call(gateway.judge().openAi(), "gpt-5", 2000);
            Provider.call(gateway.openAi(), "gpt-5", 30);
            Provider.call(gateway.judge().openAi(), "gpt-5", 2000);
        }
    }

    @Test
    void stop_together_at_the_limit_of_their_session_while_agents_go_on() {
        TestBuild.Result result = provider.build(folder)
                .property("tokenbudget.maxJudgeCostUsd", "0.02")
                .run(GradesTwice.class);

        assertThat(result.runs()).allSatisfy(run -> assertThat(run.calls()).hasSize(1));
        assertThat(result.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContaining("the session's judge had cost")
                        .hasMessageContaining("tokenbudget.maxJudgeCostUsd"));
    }

    static class GradesTwice {
        @BenchmarkTask(runs = 2, maxRuns = 2)
        void reviews(ModelGateway gateway) {
            Provider.call(gateway.openAi(), "gpt-5", 30);
            Provider.call(gateway.judge().openAi(), "gpt-5", 2000);
        }
    }

    @Test
    void are_recorded_and_answered_from_their_own_recording() {
        TestBuild.Result recorded =
                provider.build(folder).property("tokenbudget.calls", "record").run(Asks.class);
        assertThat(recorded.failures()).isEmpty();
        assertThat(RecordingFolder.beside(folder.resolve("src/test/tokenbudget"))
                        .read(new TaskId(Asks.class.getName(), "asks"))
                        .orElseThrow()
                        .runs()
                        .get(0)
                        .of(ModelCall.Role.JUDGE)
                        .exchanges())
                .hasSize(1);

        TestBuild.Result replayed = replay(Asks.class);

        assertThat(replayed.failures()).isEmpty();
        assertThat(replayed.runs()).allSatisfy(run -> {
            assertThat(run.replayed().orElseThrow().departures()).isEmpty();
            assertThat(run.calls())
                    .extracting(call -> call.usage().output().orElse(0))
                    .containsExactly(50L, 50L);
            assertThat(run.judgeCalls()).singleElement().satisfies(call -> {
                assertThat(call.basis()).isEqualTo(UsageBasis.RECORDED);
                assertThat(call.usage().output()).hasValue(50);
            });
        });
    }

    static class Asks {
        @BenchmarkTask(runs = 2, maxRuns = 2)
        void asks(ModelGateway gateway) {
            Provider.call(gateway.openAi(), "gpt-5", 50);
            Provider.call(gateway.judge().openAi(), "gpt-5", 50);
            Provider.call(gateway.openAi(), "gpt-5", 50);
        }
    }

    @Test
    void leave_their_agent_replayed_where_they_were_not_recorded() {
        provider.build(folder).property("tokenbudget.calls", "record").run(GradesLater.class);
        GradesLater.grades = true;
        try {
            TestBuild.Result replayed = replay(GradesLater.class);

            assertThat(replayed.failures()).isEmpty();
            Run run = replayed.runs().get(0);
            assertThat(run.outcome()).isEqualTo(Outcome.ABORTED);
            assertThat(run.calls()).extracting(ModelCall::basis).containsExactly(UsageBasis.RECORDED);
            assertThat(run.replayed().orElseThrow().departures())
                    .singleElement()
                    .extracting(Departure::because)
                    .asString()
                    .startsWith("the judge's call 1 to openai (gpt-5)");
        } finally {
            GradesLater.grades = false;
        }
    }

    static class GradesLater {
        static boolean grades;

        @BenchmarkTask(runs = 2, maxRuns = 2)
        void asks(ModelGateway gateway) {
            Provider.call(gateway.openAi(), "gpt-5", 50);
            if (grades) {
                Provider.call(gateway.judge().openAi(), "gpt-5", 50);
            }
        }
    }

    private TestBuild.Result replay(Class<?> testClass) {
        return new TestBuild(folder)
                .property("tokenbudget.calls", "replay")
                .property("tokenbudget.directory", "target/replayed")
                .property("tokenbudget.upstream.openai", "http://nowhere.invalid/v1")
                .at("target/replayed/runs")
                .run(testClass);
    }
}
