package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.testkit.Traces;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageBasis;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets of every kind go through an agent whose runs are recorded, and are in no recording. */
class RecordedCanaryTest {

    private static final String HEADER = "planted-header-7f31";
    private static final String QUERY = "planted-query-7f31";
    private static final String PROPERTY = "planted-property/7f31 \"quoted\"";
    private static final String OWN = "PLANTED-4711";
    /** In two pieces, so that this file holds no key. */
    private static final String FORM = "sk-ant-" + "planted0form0of0a0key7f31";

    @TempDir
    private Path folder;

    @AutoClose
    private final TalkativeProvider provider = new TalkativeProvider("an answer");

    @Test
    void no_secret_is_in_a_recording() throws IOException {
        try (Traces traces = Traces.watch()) {
            TestBuild.Result result = build("record").run(Agent.class);
            String recordings = recordings();

            assertThat(result.failures()).isEmpty();
            assertThat(provider.heard()).contains(HEADER, QUERY, "planted-property", OWN, FORM);
            assertThat(recordings)
                    .contains(
                            "The prompt of the agent",
                            "an answer",
                            "<redacted:planted.password>",
                            "<redacted:pattern>",
                            "<redacted:anthropic-key>")
                    .doesNotContainIgnoringCase("planted-")
                    .doesNotContain(FORM, base64(PROPERTY), "authorization", "cookie", "key=");
            assertThat(result.printed())
                    .contains(
                            "Secrets were replaced in recordings: ",
                            "planted.password (",
                            "pattern (",
                            "anthropic-key (");
            assertThat(traces.shown() + result.printed()).doesNotContainIgnoringCase("planted-");
        }
    }

    @Test
    void requests_with_the_same_secrets_are_the_same_in_a_replay() {
        build("record").property("tokenbudget.directory", "target/recorded").run(Agent.class);

        TestBuild.Result replayed = build("replay").run(Agent.class);

        assertThat(replayed.failures()).isEmpty();
        assertThat(replayed.runs())
                .hasSize(2)
                .flatExtracting(Run::calls)
                .hasSize(4)
                .extracting(ModelCall::basis)
                .containsOnly(UsageBasis.RECORDED);
    }

    private TestBuild build(String calls) {
        return new TestBuild(folder)
                .property("tokenbudget.upstream.openai", provider.url() + "/good/v1")
                .property("tokenbudget.upstream.gemini", provider.url() + "/good")
                .property("tokenbudget.calls", calls)
                .property("tokenbudget.redact", "PLANTED-[0-9]+")
                .property("planted.password", PROPERTY);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String recordings() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("src/test/tokenbudget/recordings"))) {
            return files.filter(Files::isRegularFile)
                    .map(RecordedCanaryTest::read)
                    .collect(Collectors.joining());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static class Agent {

        private static final HttpClient CLIENT = HttpClient.newHttpClient();

        @BenchmarkTask(runs = 2)
        void asks(ModelGateway gateway) throws Exception {
            String body = """
                    {"model": "m", "messages": [{"role": "user", "content": "The prompt of the agent %s"},
                    {"role": "tool", "tool_call_id": "1", "content": "%s and %s and %s"}],
                    "contents": [{"role": "user", "parts": [{"text": "%s"}]}]}""".formatted(OWN, FORM, PROPERTY.replace("\"", "\\\""), base64(PROPERTY), OWN);
            ask(gateway.openAi() + "/chat/completions", body);
            ask(gateway.to("gemini") + "/v1beta/models/m:generateContent?key=" + QUERY, body);
        }

        private static void ask(String url, String body) throws Exception {
            CLIENT.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .header("Content-Type", "application/json")
                            .header("Authorization", "Bearer " + HEADER)
                            .header("Cookie", "session=" + HEADER)
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
