package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tokenbudget.internal.replay.Body;
import dev.tokenbudget.internal.replay.Exchange;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.RecordingFolder;
import dev.tokenbudget.internal.replay.TaskRecording;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.ReplayedRun;
import dev.tokenbudget.internal.run.ReplayedRun.Departure;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of runs that recordings answer. Nothing listens where their upstream is. */
class ReplayedRunsTest {

    @TempDir
    private Path folder;

    @Test
    void are_as_many_as_were_recorded() throws IOException {
        record(Asks.class, 300, 400);

        TestBuild.Result result = build().run(Asks.class);

        assertThat(result.failures()).isEmpty();
        assertThat(result.runs())
                .extracting(run -> run.totalTokens().orElseThrow())
                .containsExactly(310L, 410L);
        assertThat(result.runs())
                .extracting(run -> run.replayed().orElseThrow().recorded())
                .containsExactly(1, 2);
        assertThat(result.printed()).contains("These runs were answered from recordings; no provider was called.");
    }

    static class Asks {
        @BenchmarkTask
        void asks(ModelGateway gateway) {
            Provider.call(gateway.openAi(), "gpt-5-mini", 50);
        }
    }

    @Test
    void begin_again_with_the_first_recorded_run_where_a_test_is_repeated_more_often() throws IOException {
        record(Repeats.class, 300, 400);

        assertThat(build().run(Repeats.class).runs())
                .extracting(run -> run.replayed().orElseThrow())
                .containsExactly(
                        new ReplayedRun(1, false, List.of()),
                        new ReplayedRun(2, false, List.of()),
                        new ReplayedRun(1, true, List.of()));
    }

    @TokenBudget
    static class Repeats {
        @RepeatedTest(3)
        void asks(ModelGateway gateway) {
            Provider.call(gateway.openAi(), "gpt-5-mini", 50);
        }
    }

    @Test
    void are_no_failures_where_they_leave_their_recording() throws IOException {
        record(AsksTwice.class, 300);

        TestBuild.Result result = build().run(AsksTwice.class);

        assertThat(result.failures()).isEmpty();
        assertThat(result.events().testEvents().aborted().count()).isEqualTo(1);
        Run run = result.onlyRun();
        assertThat(run.outcome()).isEqualTo(Outcome.ABORTED);
        assertThat(run.replayed().orElseThrow().departures())
                .extracting(Departure::kind, Departure::call)
                .containsExactly(tuple(ReplayedRun.Kind.LEFT, 2));
    }

    static class AsksTwice {
        @BenchmarkTask
        void asks(ModelGateway gateway) {
            Provider.call(gateway.openAi(), "gpt-5-mini", 50);
            Provider.call(gateway.openAi(), "gpt-5-mini", 50);
        }
    }

    @Test
    void are_no_failures_where_nothing_was_recorded() {
        TestBuild.Result result = build().run(Asks.class);

        assertThat(result.failures()).isEmpty();
        assertThat(result.onlyRun().replayed().orElseThrow().recorded()).isZero();
        assertThat(result.onlyRun().replayed().orElseThrow().departures()).isNotEmpty();
    }

    @Test
    void fail_where_their_assertions_fail() throws IOException {
        record(Complains.class, 300);

        TestBuild.Result result = build().run(Complains.class);

        assertThat(result.onlyFailure()).hasMessage("the answer is wrong");
        assertThat(result.onlyRun().outcome()).isEqualTo(Outcome.FAILED);
    }

    static class Complains {
        @BenchmarkTask
        void asks(ModelGateway gateway) {
            Provider.call(gateway.openAi(), "gpt-5-mini", 50);
            throw new AssertionError("the answer is wrong");
        }
    }

    @Test
    void are_refused_where_the_recording_cannot_be_read() throws IOException {
        Path file = record(Asks.class, 300);
        Files.writeString(file, Files.readString(file).replaceFirst("\\{", "["));

        assertThat(build().run(Asks.class).onlyFailure())
                .hasMessageContaining(file.toString())
                .hasMessageContaining("mvn verify -Dtokenbudget.calls=record");
    }

    @Test
    void leave_nothing_behind_that_asks_what_was_recorded() throws IOException {
        record(Asks.class, 300);

        build().run(Asks.class);

        assertThat(asked().tasks()).isEmpty();
    }

    @Test
    void leave_behind_what_all_runs_of_a_task_asked_where_one_asks_anything_else() throws IOException {
        record(AsksForMoreThen.class, 300, 400);
        AsksForMoreThen.LIMIT.set(50);

        build().run(AsksForMoreThen.class);

        assertThat(asked().readAll())
                .singleElement()
                .satisfies(task -> assertThat(task.runs())
                        .flatExtracting(RecordedRun::exchanges)
                        .extracting(Exchange::request)
                        .containsExactly(request(50), request(60)));
    }

    static class AsksForMoreThen {
        static final AtomicInteger LIMIT = new AtomicInteger();

        @BenchmarkTask
        void asks(ModelGateway gateway) {
            Provider.call(gateway.openAi(), "gpt-5-mini", LIMIT.getAndAdd(10));
        }
    }

    private RecordingFolder asked() {
        return new RecordingFolder(folder.resolve("target/tokenbudget/replay"));
    }

    private TestBuild build() {
        return new TestBuild(folder)
                .property("tokenbudget.calls", "replay")
                .property("tokenbudget.upstream.openai", "http://nowhere.invalid/v1");
    }

    /** Record runs of one call each, which answered so many tokens. */
    private Path record(Class<?> testClass, long... outputs) throws IOException {
        List<RecordedRun> runs = LongStream.of(outputs)
                .mapToObj(output -> new RecordedRun(List.of(exchange(output))))
                .toList();
        return RecordingFolder.beside(folder.resolve("src/test/tokenbudget"))
                .write(new TaskRecording(new TaskId(testClass.getName(), "asks"), Optional.empty(), runs));
    }

    private static Body request(int limit) {
        return new Body.Json("{\"model\":\"gpt-5-mini\",\"max_tokens\":" + limit + "}");
    }

    private static Exchange exchange(long output) {
        return new Exchange(
                "openai",
                Optional.empty(),
                "POST",
                "/v1/chat/completions",
                request(50),
                200,
                Map.of("Content-Type", "application/json"),
                new Body.Json("{\"object\":\"chat.completion\",\"model\":\"gpt-5-mini\",\"choices\":[],\"usage\":"
                        + "{\"prompt_tokens\":10,\"completion_tokens\":" + output + "}}"),
                List.of(ModelCall.builder("openai", "gpt-5-mini")
                        .source(UsageSource.GATEWAY)
                        .usage(TokenUsage.of(10, output))
                        .build()));
    }
}
