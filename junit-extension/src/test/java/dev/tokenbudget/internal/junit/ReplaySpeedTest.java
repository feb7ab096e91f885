package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.replay.Body;
import dev.tokenbudget.internal.replay.Exchange;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.RecordingFolder;
import dev.tokenbudget.internal.replay.TaskRecording;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageBasis;
import dev.tokenbudget.usage.UsageSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures how long 20 tasks with 3 recorded runs of 5 calls each take to be replayed: first as recorded, then with a longer prompt. */
@Tag("speed")
class ReplaySpeedTest {

    private static final int RUNS = 3;
    private static final int CALLS = 5;
    private static final String RULES =
            "Answer in the customer's language, and name the rule that you follow. ".repeat(60);
    private static final Class<?>[] TESTS = {First.class, Second.class, Third.class, Fourth.class, Fifth.class};

    @TempDir
    private Path folder;

    @Test
    void twenty_tasks_are_replayed() {
        assertThat(timed("as recorded", "")).containsOnly(UsageBasis.RECORDED);
        assertThat(timed("with a longer prompt", "Give a source. ")).containsOnly(UsageBasis.ESTIMATED);
    }

    private static void record(RecordingFolder recordings) {
        for (Class<?> test : TESTS) {
            for (String task : List.of("plans", "reviews", "searches", "writes")) {
                recordings.write(
                        new TaskRecording(new TaskId(test.getName(), task), Optional.empty(), recorded(test, task)));
            }
        }
    }

    private List<UsageBasis> timed(String how, String more) {
        Path module = folder.resolve(how);
        record(RecordingFolder.beside(module.resolve("src/test/tokenbudget")));
        TestBuild build =
                new TestBuild(module).property("tokenbudget.calls", "replay").property("speed.more", more);
        long start = System.nanoTime();
        Duration cpu = cpuTime();
        TestBuild.Result result = build.run(TESTS);
        System.out.printf(
                "20 tasks, %d runs of %d calls each, %s: %.1f s (%.1f s of CPU time)%n",
                RUNS,
                CALLS,
                how,
                (System.nanoTime() - start) / 1e9,
                cpuTime().minus(cpu).toMillis() / 1e3);
        assertThat(result.failures()).isEmpty();
        assertThat(result.runs()).hasSize(20 * RUNS);
        return result.runs().stream()
                .flatMap(run -> run.calls().stream())
                .map(ModelCall::basis)
                .toList();
    }

    /** What the machine has to do besides does not count here. */
    private static Duration cpuTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static List<RecordedRun> recorded(Class<?> test, String task) {
        return IntStream.rangeClosed(1, RUNS)
                .mapToObj(run -> new RecordedRun(IntStream.rangeClosed(1, CALLS)
                        .mapToObj(call -> exchange(test.getSimpleName() + " " + task, call))
                        .toList()))
                .toList();
    }

    private static Exchange exchange(String task, int call) {
        return new Exchange(
                "openai",
                Optional.empty(),
                "POST",
                "/v1/chat/completions",
                new Body.Json(request(task, "", call)),
                200,
                Map.of("Content-Type", "application/json"),
                new Body.Json("{\"id\":\"chatcmpl-" + call
                        + "\",\"object\":\"chat.completion\",\"model\":\"gpt-5-mini\","
                        + "\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":" + answer(task, call)
                        + "}],\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":100}}"),
                List.of(ModelCall.builder("openai", "gpt-5-mini")
                        .source(UsageSource.GATEWAY)
                        .usage(TokenUsage.of(1000, 100))
                        .build()));
    }

    /** Return the request of a call, which repeats what was said before it. */
    private static String request(String task, String more, int call) {
        StringBuilder messages = new StringBuilder(message("system", RULES + more));
        for (int before = 1; before < call; before++) {
            messages.append(',').append(question(task, before)).append(',').append(answer(task, before));
        }
        return "{\"model\":\"gpt-5-mini\",\"messages\":[" + messages + "," + question(task, call) + "]}";
    }

    private static String question(String task, int call) {
        return message(
                "user", "Step " + call + " of " + task + ": " + "what follows from the files of before? ".repeat(20));
    }

    private static String answer(String task, int call) {
        return message("assistant", "After step " + call + " of " + task + " the files are in order. ".repeat(10));
    }

    private static String message(String role, String text) {
        return "{\"role\":\"" + role + "\",\"content\":\"" + text + "\"}";
    }

    abstract static class Tasks {

        private static final HttpClient CLIENT = HttpClient.newHttpClient();

        @BenchmarkTask
        void plans(ModelGateway gateway) throws Exception {
            converse(gateway, "plans");
        }

        @BenchmarkTask
        void reviews(ModelGateway gateway) throws Exception {
            converse(gateway, "reviews");
        }

        @BenchmarkTask
        void searches(ModelGateway gateway) throws Exception {
            converse(gateway, "searches");
        }

        @BenchmarkTask
        void writes(ModelGateway gateway) throws Exception {
            converse(gateway, "writes");
        }

        private void converse(ModelGateway gateway, String task) throws Exception {
            for (int call = 1; call <= CALLS; call++) {
                String body =
                        request(getClass().getSimpleName() + " " + task, System.getProperty("speed.more", ""), call);
                HttpResponse<String> answer = CLIENT.send(
                        HttpRequest.newBuilder(URI.create(gateway.openAi() + "/chat/completions"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
                assertThat(answer.body()).contains("After step " + call);
            }
        }
    }

    static class First extends Tasks {}

    static class Second extends Tasks {}

    static class Third extends Tasks {}

    static class Fourth extends Tasks {}

    static class Fifth extends Tasks {}
}
