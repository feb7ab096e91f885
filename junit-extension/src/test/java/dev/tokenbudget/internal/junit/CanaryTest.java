package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.accepting.MeasuredUpdate;
import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.recording.RunRegistry;
import dev.tokenbudget.internal.report.ConsoleTable;
import dev.tokenbudget.internal.report.Findings;
import dev.tokenbudget.internal.report.Report;
import dev.tokenbudget.internal.report.ReportFolder;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Policy;
import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.testkit.Traces;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A key, a prompt, an answer, a header and a tool result go through everything, and are found nowhere afterwards. */
class CanaryTest {

    private static final String MARK = "canary-";
    private static final String ANSWER = MARK + "answer-9d01";
    private static final List<String> SENT = Stream.of("key", "header", "system", "prompt", "tool", "tool-result")
            .map(what -> MARK + what + "-5e2c")
            .toList();

    @TempDir
    private Path folder;

    @AutoClose
    private final TalkativeProvider provider = new TalkativeProvider(ANSWER);

    @Test
    void leaves_no_trace_on_the_console_in_the_log_or_in_a_file() throws IOException {
        try (Traces traces = Traces.watch()) {
            TestBuild.Result result = build().run(Agent.class);
            String everything = everything(traces, result);

            assertThat(provider.heard()).contains(SENT);
            assertThat(result.runsOf("asks"))
                    .hasSize(2)
                    .allMatch(run ->
                            run.calls().size() == 8 && run.calls().stream().allMatch(ModelCall::isMeasurable));
            assertThat(result.runsOf("meetsFailures"))
                    .singleElement()
                    .satisfies(run -> assertThat(run.calls()).hasSize(6));
            assertThat(result.measurement().looseCalls())
                    .extracting(LooseCall::reason)
                    .containsExactly(LooseCall.Reason.OUTSIDE);
            assertThat(result.failures())
                    .extracting(Throwable::getMessage)
                    .hasSize(2)
                    .noneMatch(message -> message.contains(MARK + "prompt"));

            assertThat(everything)
                    .contains("CanaryTest", "report.md", "report.json", "Agent.json", ".jsonl", "UNMEASURABLE")
                    .doesNotContainIgnoringCase(MARK);
        }
    }

    @ParameterizedTest
    @EnumSource(Leak.class)
    void finds_what_is_leaked(Leak leak) throws IOException {
        LeakyAgent.leak = leak;
        try (Traces traces = Traces.watch()) {
            TestBuild.Result result = build().run(LeakyAgent.class);

            assertThat(result.runsOf("asks")).hasSize(1);
            assertThat(everything(traces, result)).contains(SENT.get(0));
        }
    }

    /** Return all that can be read after a build: what it printed and logged, and every file. */
    private String everything(Traces traces, TestBuild.Result result) {
        String console = result.printed() + report(result.measurement());
        return traces.shown() + console + Traces.textBelow(folder);
    }

    private TestBuild build() throws IOException {
        return new TestBuild(folder)
                .property("tokenbudget.upstream.openai", provider.url() + "/good/v1")
                .property("tokenbudget.upstream.anthropic", provider.url() + "/good")
                .property("tokenbudget.upstream.gemini", provider.url() + "/good")
                .property("tokenbudget.upstream.refuses", provider.url() + "/refuses")
                .property("tokenbudget.upstream.garbles", provider.url() + "/garbles")
                .property("tokenbudget.upstream.cuts", provider.url() + "/cuts")
                .property("tokenbudget.upstream.down", "http://127.0.0.1:" + closedPort());
    }

    /** Judge, report, accept and judge again as the plugin's goals do, and return what they print. */
    private String report(Measurement measurement) {
        BaselineFolder baselines = new BaselineFolder(folder.resolve("src/test/tokenbudget"));
        Comparison first = compare(measurement, baselines);
        baselines.write(new MeasuredUpdate(new TaskGlob("asks"), "first").apply(first, baselines.read()));
        Comparison second = compare(measurement, baselines);
        new ReportFolder(folder.resolve("target/tokenbudget/report"), Report.PLAIN).write(second);
        return Stream.of(first, second)
                .flatMap(comparison -> Stream.of(
                        ConsoleTable.of(comparison),
                        Findings.failures(comparison),
                        Findings.warnings(comparison),
                        Findings.notes(comparison)))
                .flatMap(List::stream)
                .collect(Collectors.joining("\n"));
    }

    private static Comparison compare(Measurement measurement, BaselineFolder baselines) {
        Policy policy = Policy.of(Settings.of(), Optional.empty());
        return Comparison.of(measurement, baselines.read(), policy);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Where an agent leaves its key. */
    private enum Leak {
        RUN_LOG,
        CONSOLE,
        LOG,
        FILE
    }

    @TokenBudget
    static class LeakyAgent {

        private static Leak leak = Leak.CONSOLE;

        @Test
        void asks() throws IOException {
            String key = SENT.get(0);
            RunRegistry.current()
                    .record(ModelCall.builder("openai", leak == Leak.RUN_LOG ? key : "gpt-x")
                            .usage(TokenUsage.of(10, 1))
                            .build());
            switch (leak) {
                case CONSOLE -> System.out.println(key);
                case LOG -> System.getLogger("dev.tokenbudget.planted").log(System.Logger.Level.DEBUG, key);
                case FILE -> {
                    Path target = Path.of(System.getProperty("basedir"), "target");
                    Files.writeString(Files.createDirectories(target).resolve("notes"), key);
                }
                case RUN_LOG -> {}
            }
        }
    }

    @TokenBudget
    static class Agent {

        private static final HttpClient CLIENT = HttpClient.newHttpClient();

        private static final String KEY = SENT.get(0);

        @BeforeAll
        static void asksBeforeItsTime(ModelGateway gateway) {
            ask(gateway.openAi() + "/chat/completions", false);
        }

        @BenchmarkTask(runs = 2)
        void asks(ModelGateway gateway) {
            String gemini = gateway.to("gemini") + "/v1beta/models/m:";
            for (boolean stream : new boolean[] {false, true}) {
                ask(gateway.openAi() + "/chat/completions", stream);
                ask(gateway.openAi() + "/responses", stream);
                ask(gateway.anthropic() + "/v1/messages", stream);
                ask(gemini + (stream ? "streamGenerateContent?alt=sse&key=" : "generateContent?key=") + KEY, stream);
            }
        }

        @Test
        void meetsFailures(ModelGateway gateway) {
            ask(gateway.to("refuses") + "/v1/chat/completions", false);
            ask(gateway.to("garbles") + "/v1/chat/completions", false);
            ask(gateway.to("garbles") + "/v1/messages", true);
            ask(gateway.to("cuts") + "/v1/chat/completions", false);
            ask(gateway.to("cuts") + "/v1/messages", true);
            ask(gateway.to("down") + "/v1/messages?key=" + KEY, true);
            ask(gateway.to("down").replace("/down", "/" + KEY) + "/v1/messages", false);
            ask(
                    URI.create(gateway.openAi())
                            .resolve("/" + KEY + "/openai/chat/completions")
                            .toString(),
                    false);
        }

        @Test
        void isWrong(ModelGateway gateway) {
            ask(gateway.openAi() + "/chat/completions", false);
            throw new AssertionError("The agent answered " + ANSWER);
        }

        @Test
        @TokenBudget(maxTotal = 1)
        void spendsTooMuch(ModelGateway gateway) {
            ask(gateway.openAi() + "/chat/completions", false);
        }

        private static void ask(String url, boolean stream) {
            String body = """
                    {"model":"m","stream":%s,"user":"PROMPT","system":"SYSTEM","instructions":"SYSTEM",\
                    "messages":[{"role":"system","content":"SYSTEM"},{"role":"user","content":"PROMPT"},\
                    {"role":"tool","tool_call_id":"1","content":"TOOL_RESULT"}],\
                    "input":[{"role":"user","content":"PROMPT"},\
                    {"type":"function_call_output","call_id":"1","output":"TOOL_RESULT"}],\
                    "contents":[{"role":"user","parts":[{"text":"PROMPT"},\
                    {"functionResponse":{"name":"search","response":{"text":"TOOL_RESULT"}}}]}],\
                    "tools":[{"type":"function","name":"search","description":"TOOL"}]}""".formatted(stream)
                    .replace("SYSTEM", SENT.get(2))
                    .replace("PROMPT", SENT.get(3))
                    .replace("TOOL_RESULT", SENT.get(5))
                    .replace("TOOL", SENT.get(4));
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + KEY)
                    .header("x-api-key", KEY)
                    .header("x-goog-api-key", KEY)
                    .header("X-Note", SENT.get(1))
                    .header("Cookie", "session=" + SENT.get(1))
                    .POST(BodyPublishers.ofString(body))
                    .build();
            try {
                HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    assertThat(answer.body()).contains(ANSWER);
                }
            } catch (IOException cut) {
                assertThat(url).contains("/cuts/");
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
