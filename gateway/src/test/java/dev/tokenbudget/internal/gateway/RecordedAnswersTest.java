package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.gateway.answers.RecordedAnswers;
import dev.tokenbudget.internal.gateway.answers.RecordedTalk;
import dev.tokenbudget.internal.gateway.transport.NetworkTransport;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.replay.Body;
import dev.tokenbudget.internal.replay.Exchange;
import dev.tokenbudget.internal.replay.OrderedJson;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What is kept of a run's requests and answers while they pass. */
class RecordedAnswersTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String ASKING =
            "{\"model\":\"gpt-test\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final String STREAMING = "{\"model\":\"gpt-test\",\"stream\":true,\"messages\":[]}";

    private final RecordedAnswers answers = new RecordedAnswers(new NetworkTransport());

    @Test
    void a_request_and_its_answer_are_kept_with_what_was_charged() throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider, answers)) {
            byte[] answer = Client.post(gateway.url(CHAT + "?v=1"), ASKING, "TokenBudget-Agent", "greeter")
                    .body();
            Exchange kept = onlyExchange(gateway);

            assertThat(answer).asString(StandardCharsets.UTF_8).isEqualTo(Answers.CHAT);
            assertThat(kept.upstream()).isEqualTo(GatewayRun.UPSTREAM);
            assertThat(kept.agent()).contains("greeter");
            assertThat(kept.method()).isEqualTo("POST");
            assertThat(kept.target()).isEqualTo(CHAT + "?v=1");
            assertThat(document(kept.request())).isEqualTo(ordered(ASKING));
            assertThat(kept.status()).isEqualTo(200);
            assertThat(kept.headers()).containsOnlyKeys("content-type");
            assertThat(document(kept.answer())).isEqualTo(ordered(Answers.CHAT));
            assertThat(kept.calls()).singleElement().satisfies(call -> {
                assertThat(call.usage().total()).hasValue(150);
                assertThat(call.prompt().orElseThrow().user().tokens()).isPositive();
            });
        }
    }

    @Test
    void a_stream_is_kept_event_by_event_with_the_answer_to_the_gateways_question() throws Exception {
        try (Provider provider = new Provider((request, wire) -> wire.events(Answers.CHAT_STREAM));
                GatewayRun gateway = new GatewayRun(provider, answers)) {
            byte[] answer = Client.post(gateway.url(CHAT), STREAMING).body();
            Exchange kept = onlyExchange(gateway);

            assertThat(answer)
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(Answers.events(Answers.CHAT_STREAM[0], Answers.CHAT_STREAM[1], Answers.CHAT_STREAM[3]));
            assertThat(document(kept.request())).isEqualTo(ordered(STREAMING));
            assertThat(events(kept)).containsExactlyElementsOf(dataOf(Answers.CHAT_STREAM));
            assertThat(kept.calls()).extracting(ModelCall::usage).containsExactly(TokenUsage.of(120, 30));
        }
    }

    @Test
    void an_attempt_that_only_the_gateway_made_is_not_kept() throws Exception {
        try (Provider provider = new Provider((request, wire) -> {
                    if (request.text().contains("stream_options")) {
                        wire.json(400, "{\"error\":{\"message\":\"Unknown parameter: stream_options\"}}");
                    } else {
                        wire.events(Answers.CHAT_STREAM);
                    }
                });
                GatewayRun gateway = new GatewayRun(provider, answers)) {
            Client.post(gateway.url(CHAT), STREAMING);
            Exchange kept = onlyExchange(gateway);

            assertThat(provider.requests).hasSize(2);
            assertThat(kept.status()).isEqualTo(200);
            assertThat(document(kept.request())).isEqualTo(ordered(STREAMING));
        }
    }

    @Test
    void lines_of_json_are_kept_line_by_line() throws Exception {
        String first = "{\"model\":\"llama\",\"message\":{\"content\":\"Hi\"},\"done\":false}";
        String last = "{\"model\":\"llama\",\"done\":true,\"prompt_eval_count\":7,\"eval_count\":3}";
        try (Provider provider = new Provider((request, wire) -> wire.whole(
                        200, "application/x-ndjson", (first + "\n" + last + "\n").getBytes(StandardCharsets.UTF_8)));
                GatewayRun gateway = new GatewayRun(provider, answers)) {
            Client.post(gateway.url("/api/chat"), "{\"model\":\"llama\",\"messages\":[]}");
            Exchange kept = onlyExchange(gateway);

            assertThat(((Body.Lines) kept.answer()).documents()).containsExactly(ordered(first), ordered(last));
            assertThat(kept.calls()).extracting(ModelCall::usage).containsExactly(TokenUsage.of(7, 3));
        }
    }

    @Test
    void frames_of_an_aws_event_stream_are_kept_as_they_are() throws Exception {
        byte[] frames = Frames.frames(
                "{\"contentBlockDelta\":{}}", "{\"usage\":{\"inputTokens\":5,\"outputTokens\":2,\"totalTokens\":7}}");
        try (Provider provider =
                        new Provider((request, wire) -> wire.whole(200, "application/vnd.amazon.eventstream", frames));
                GatewayRun gateway = new GatewayRun(provider, answers)) {
            Client.post(gateway.url("/model/nova/converse-stream"), "{\"messages\":[]}");
            Exchange kept = onlyExchange(gateway);

            assertThat(kept.answer())
                    .isEqualTo(new Body.Bytes(Base64.getEncoder().encodeToString(frames)));
            assertThat(kept.headers()).containsEntry("content-type", "application/vnd.amazon.eventstream");
            assertThat(kept.calls()).extracting(ModelCall::usage).containsExactly(TokenUsage.of(5, 2));
        }
    }

    @Test
    void a_compressed_answer_is_kept_uncompressed_and_passed_on_compressed() throws Exception {
        byte[] compressed = gzip(Answers.CHAT);
        try (Provider provider = new Provider(
                        (request, wire) -> wire.whole(200, "application/json", compressed, "Content-Encoding: gzip"));
                GatewayRun gateway = new GatewayRun(provider, answers)) {
            byte[] answer = Client.post(gateway.url(CHAT), ASKING).body();
            Exchange kept = onlyExchange(gateway);

            assertThat(answer).isEqualTo(compressed);
            assertThat(document(kept.answer())).isEqualTo(ordered(Answers.CHAT));
            assertThat(kept.headers()).containsOnlyKeys("content-type");
        }
    }

    @Test
    void of_an_uploaded_form_the_texts_are_kept_and_of_files_the_hash() throws Exception {
        byte[] form = form("----made-up-1234567890", new byte[] {0, 1, 2, (byte) 0xFF});
        byte[] other = form("----made-up-0987654321", new byte[] {0, 1, 2, (byte) 0xFF});
        try (Provider provider =
                        Provider.answering("{\"text\":\"Hi\",\"usage\":{\"type\":\"tokens\",\"input_tokens\":14,"
                                + "\"output_tokens\":4,\"total_tokens\":18}}");
                GatewayRun gateway = new GatewayRun(provider, answers)) {
            upload(gateway.url("/v1/audio/transcriptions"), "----made-up-1234567890", form);
            upload(gateway.url("/v1/audio/transcriptions"), "----made-up-0987654321", other);
            List<Exchange> kept = talk(gateway).exchanges();

            assertThat(kept)
                    .extracting(Exchange::request)
                    .containsExactly(kept.get(0).request(), kept.get(0).request());
            assertThat(((Body.Text) kept.get(0).request()).text())
                    .contains("name=\"model\"", "gpt-4o-transcribe", "<4 bytes, SHA-256 ")
                    .doesNotContain("made-up");
        }
    }

    @Test
    void refused_attempts_are_kept_with_those_that_followed() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        try (Provider provider = new Provider((request, wire) -> {
                    if (attempts.incrementAndGet() < 3) {
                        wire.whole(
                                429,
                                "application/json",
                                "{\"error\":{\"message\":\"slow down\"}}".getBytes(StandardCharsets.UTF_8),
                                "Retry-After: 7",
                                "X-RateLimit-Remaining-Requests: 0");
                    } else {
                        wire.json(200, Answers.CHAT);
                    }
                });
                GatewayRun gateway = new GatewayRun(provider, answers)) {
            for (int i = 0; i < 3; i++) {
                Client.post(gateway.url(CHAT), ASKING);
            }
            RecordedTalk talk = talk(gateway);

            assertThat(talk.obstacles()).isEmpty();
            assertThat(talk.exchanges()).extracting(Exchange::status).containsExactly(429, 429, 200);
            assertThat(talk.exchanges())
                    .allSatisfy(kept -> assertThat(kept.headers()).containsOnlyKeys("content-type"));
            assertThat(talk.exchanges())
                    .extracting(kept -> kept.calls().get(0).status())
                    .containsExactly(UsageStatus.NOT_BILLED, UsageStatus.NOT_BILLED, UsageStatus.REPORTED);
        }
    }

    @Test
    void requests_that_use_no_tokens_are_kept_as_well() throws Exception {
        try (Provider provider = Provider.answering("{\"data\":[{\"id\":\"gpt-test\"}]}");
                GatewayRun gateway = new GatewayRun(provider, answers)) {
            Client.get(gateway.url("/v1/models"));
            Exchange kept = onlyExchange(gateway);

            assertThat(kept.method()).isEqualTo("GET");
            assertThat(kept.request()).isEqualTo(new Body.None());
            assertThat(kept.calls()).isEmpty();
        }
    }

    @Test
    void usage_that_only_headers_tell_is_kept() throws Exception {
        try (Provider provider = new Provider((request, wire) -> wire.whole(
                        200,
                        "application/json",
                        "{\"completion\":\"Hi\"}".getBytes(StandardCharsets.UTF_8),
                        "X-Amzn-Bedrock-Input-Token-Count: 12",
                        "X-Amzn-Bedrock-Output-Token-Count: 3",
                        "X-Amzn-RequestId: 1234",
                        "Set-Cookie: session=secret"));
                GatewayRun gateway = new GatewayRun(provider, answers)) {
            Client.post(gateway.url("/model/titan/invoke"), "{}");

            assertThat(onlyExchange(gateway).headers())
                    .containsOnlyKeys(
                            "content-type", "x-amzn-bedrock-input-token-count", "x-amzn-bedrock-output-token-count");
        }
    }

    @Test
    void each_of_many_parallel_runs_keeps_its_own() throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider, answers)) {
            List<RunInProgress> runs = new ArrayList<>();
            List<CompletableFuture<Void>> agents = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                RunInProgress run = gateway.newRun();
                String url = gateway.gateway.open(run).rootUrl(GatewayRun.UPSTREAM) + CHAT;
                String asking = ASKING.replace("Hi", "Hi " + i);
                runs.add(run);
                agents.add(CompletableFuture.runAsync(() -> {
                    Client.post(url, asking);
                    Client.post(url, asking);
                }));
            }
            agents.forEach(CompletableFuture::join);

            for (int i = 0; i < runs.size(); i++) {
                String asked = "Hi " + i + "\"";
                RecordedTalk talk = answers.take(runs.get(i), GatewayRun.end(runs.get(i)));
                assertThat(talk.obstacles()).isEmpty();
                assertThat(talk.exchanges())
                        .hasSize(2)
                        .allSatisfy(kept -> assertThat(document(kept.request())).contains(asked));
            }
        }
    }

    @Test
    void an_answer_that_was_cut_is_an_obstacle() throws Exception {
        try (Provider provider = new Provider((request, wire) -> {
                    wire.streamHead();
                    wire.chunk(Answers.events(Answers.CHAT_STREAM[0]));
                    wire.socket().close();
                });
                GatewayRun gateway = new GatewayRun(provider, answers)) {
            try {
                Client.post(gateway.url(CHAT), STREAMING);
            } catch (RuntimeException cut) {
                // the agent sees what the provider did
            }

            assertThat(talk(gateway).obstacles())
                    .containsExactly("the answer to POST " + CHAT + " at acme did not come whole");
        }
    }

    @Test
    void what_is_larger_than_a_recording_holds_is_an_obstacle() throws Exception {
        String large = ASKING.replace("Hi", "x".repeat(33 << 20));
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider, answers)) {
            Client.post(gateway.url(CHAT), large);

            assertThat(talk(gateway).obstacles())
                    .containsExactly(
                            "the request POST " + CHAT + " at acme is larger than 32 MiB, more than a recording holds");
        }
        try (Provider provider = Provider.answering(Answers.CHAT.replace("Grüße", "x".repeat(33 << 20)));
                GatewayRun gateway = new GatewayRun(provider, answers)) {
            assertThat(Client.post(gateway.url(CHAT), ASKING).body()).hasSizeGreaterThan(33 << 20);

            assertThat(talk(gateway).obstacles())
                    .containsExactly("the answer to POST " + CHAT
                            + " at acme is larger than 32 MiB, more than a recording holds");
        }
    }

    @Test
    void calls_that_did_not_pass_the_gateway_are_an_obstacle() throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider, answers)) {
            Client.post(gateway.url(CHAT), ASKING);
            gateway.run.record(ModelCall.builder("bedrock", "nova")
                    .usage(TokenUsage.of(1, 2))
                    .source(UsageSource.SDK)
                    .build());

            assertThat(talk(gateway).obstacles())
                    .containsExactly(
                            "1 of its calls did not pass the gateway, but were reported by a provider's SDK; only"
                                    + " what passes the gateway can be recorded: configure the client with a URL of ModelGateway");
        }
    }

    @Test
    void a_framework_that_reports_the_same_calls_is_none() throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider, answers)) {
            Client.post(gateway.url(CHAT), ASKING);
            gateway.run.record(ModelCall.builder("openai", "gpt-test")
                    .responseId("chatcmpl-1")
                    .usage(TokenUsage.of(120, 30))
                    .source(UsageSource.FRAMEWORK)
                    .build());

            assertThat(talk(gateway).obstacles()).isEmpty();
        }
    }

    @Test
    void an_answer_in_the_background_is_charged_where_it_was_asked_for() throws Exception {
        String queued = "{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"queued\",\"model\":\"gpt-test\"}";
        try (Provider provider = new Provider((request, wire) ->
                        wire.json(200, request.method().equals("POST") ? queued : Answers.RESPONSE));
                GatewayRun gateway = new GatewayRun(provider, answers)) {
            Client.post(gateway.url("/v1/responses"), "{\"model\":\"gpt-test\",\"input\":\"Hi\",\"background\":true}");
            Client.get(gateway.url("/v1/responses/resp_1"));
            List<Exchange> kept = talk(gateway).exchanges();

            assertThat(kept).extracting(exchange -> exchange.calls().size()).containsExactly(1, 0);
            assertThat(kept.get(0).calls().get(0).usage().total()).hasValue(59);
        }
    }

    @Test
    void an_upstream_that_cannot_be_reached_is_kept_as_the_gateways_refusal() throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider, answers)) {
            provider.close();
            int status = Client.post(gateway.url(CHAT), ASKING).statusCode();
            RecordedTalk talk = talk(gateway);

            assertThat(talk.obstacles()).isEmpty();
            assertThat(talk.exchanges()).extracting(Exchange::status).containsExactly(status);
        }
    }

    private RecordedTalk talk(GatewayRun gateway) {
        return answers.take(gateway.run, GatewayRun.end(gateway.run));
    }

    private Exchange onlyExchange(GatewayRun gateway) {
        RecordedTalk talk = talk(gateway);
        assertThat(talk.obstacles()).isEmpty();
        assertThat(talk.exchanges()).hasSize(1);
        return talk.exchanges().get(0);
    }

    private static String document(Body body) {
        return ((Body.Json) body).document();
    }

    private static String ordered(String document) {
        return OrderedJson.document(document).orElseThrow();
    }

    private static List<String> events(Exchange kept) {
        return ((Body.Events) kept.answer())
                .events().stream()
                        .map(event -> String.join("\n", event.fields()))
                        .toList();
    }

    private static List<String> dataOf(String... documents) {
        return List.of(documents).stream()
                .map(document -> "data: " + OrderedJson.document(document).orElse(document))
                .toList();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream compressed = new GZIPOutputStream(bytes)) {
            compressed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] form(String boundary, byte[] file) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\ngpt-4o-transcribe\r\n--"
                                + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n"
                                + "Content-Type: audio/wav\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        form.writeBytes(file);
        form.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return form.toByteArray();
    }

    private static void upload(String url, String boundary, byte[] form) {
        Client.send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(form))
                .build());
    }
}
