package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Chat Completions stream reports usage only where it is asked for. */
class UsageQuestionTest {

    private static final String PATH = "/v1/chat/completions";
    private static final String NOT_ASKING = "{\"model\":\"gpt-test\",\"stream\":true,\"messages\":[]}";

    @Test
    void asks_where_the_client_did_not_and_takes_the_extra_event_out_again() throws Exception {
        try (Provider provider = new Provider((request, wire) -> wire.events(Answers.CHAT_STREAM));
                GatewayRun gateway = new GatewayRun(provider)) {
            HttpResponse<byte[]> answer = Client.post(gateway.url(PATH), NOT_ASKING);

            assertThat(text(answer))
                    .isEqualTo(Answers.events(Answers.CHAT_STREAM[0], Answers.CHAT_STREAM[1], Answers.CHAT_STREAM[3]));
            assertThat(gateway.onlyCall().usage()).isEqualTo(TokenUsage.of(120, 30));
            assertThat(provider.onlyRequest().text())
                    .isEqualTo(
                            "{\"stream_options\":{\"include_usage\":true},\"model\":\"gpt-test\",\"stream\":true,\"messages\":[]}");
        }
    }

    @Test
    void leaves_request_and_answer_alone_where_the_client_asked() throws Exception {
        String asking = "{\"stream\": true, \"stream_options\": {\"include_usage\": true}, \"model\": \"gpt-test\"}";
        try (Provider provider = new Provider((request, wire) -> wire.events(Answers.CHAT_STREAM));
                GatewayRun gateway = new GatewayRun(provider)) {
            assertThat(text(Client.post(gateway.url(PATH), asking))).isEqualTo(Answers.events(Answers.CHAT_STREAM));
            assertThat(provider.onlyRequest().text()).isEqualTo(asking);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ \"stream\":true }|{\"stream_options\":{\"include_usage\":true}, \"stream\":true }",
                "{\"stream\":true,\"stream_options\":null,\"x\":1.50}|{\"stream\":true,\"stream_options\":{\"include_usage\":true},\"x\":1.50}",
                "{\"stream_options\":{\"include_usage\":false},\"stream\":true}|{\"stream_options\":{\"include_usage\":true},\"stream\":true}",
                "{\"stream\":true,\"stream_options\":{\"include_obfuscation\":false}}|{\"stream\":true,\"stream_options\":{\"include_obfuscation\":false,\"include_usage\":true}}",
                "{\"a\":{\"stream_options\":1},\"stream\":true,\"ü\":\"ü\"}|{\"stream_options\":{\"include_usage\":true},\"a\":{\"stream_options\":1},\"stream\":true,\"ü\":\"ü\"}"
            })
    void changes_nothing_else_of_the_request(String sent, String forwarded) throws Exception {
        try (Provider provider = new Provider((request, wire) -> wire.events(Answers.CHAT_STREAM));
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url(PATH), sent);

            assertThat(provider.onlyRequest().text()).isEqualTo(forwarded);
            assertThat(new ObjectMapper().readTree(forwarded).path("stream").asBoolean())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFF{\"stream\":true,\"a\":1}",
                "\uFEFF {\"stream\":true,\"stream_options\":{}}",
                "\n\t {\"stream\":true}",
                "{\"stream\":true}\n",
                "{\"ä€😀\":\"ä€😀\",\"stream\":true,\"stream_options\":null}",
                "{\"stream\\u005foptions\":{},\"stream\":true}",
                "{\"stream\":true,\"stream_options\":{\"include_usage\":\"false\"}}"
            })
    void forwards_json_that_asks_whatever_the_bytes_are(String sent) throws Exception {
        try (Provider provider = new Provider((request, wire) -> wire.events(Answers.CHAT_STREAM));
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url(PATH), sent);

            JsonNode forwarded = new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(provider.onlyRequest().body());
            assertThat(forwarded.path("stream_options").path("include_usage").isBoolean()
                            || provider.onlyRequest().text().equals(sent))
                    .as(forwarded::toString)
                    .isTrue();
        }
    }

    @Test
    void leaves_bytes_that_an_attack_found_as_they_are() throws Exception {
        byte[] sent = Files.readAllBytes(Corpus.folder("shared/faults/attack").resolve("stream_options-string.bin"));

        try (Provider provider = new Provider((request, wire) -> wire.events(Answers.CHAT_STREAM));
                GatewayRun gateway = new GatewayRun(provider)) {
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(gateway.url(PATH)))
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(sent))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());

            assertThat(provider.onlyRequest().body()).isEqualTo(sent);
        }
    }

    @Test
    void keeps_the_empty_first_event_of_azure() throws Exception {
        String filterResults =
                "{\"choices\":[],\"id\":\"\",\"object\":\"\",\"prompt_filter_results\":[{\"prompt_index\":0}]}";
        try (Provider provider = new Provider((request, wire) -> wire.events(filterResults, Answers.CHAT_STREAM[1]));
                GatewayRun gateway = new GatewayRun(provider)) {
            assertThat(text(Client.post(gateway.url(PATH), NOT_ASKING)))
                    .isEqualTo(Answers.events(filterResults, Answers.CHAT_STREAM[1]));
            assertThat(gateway.onlyCall().status()).isEqualTo(UsageStatus.UNKNOWN);
        }
    }

    @Test
    void keeps_usage_that_comes_with_a_part_of_the_answer() throws Exception {
        String last = Answers.CHAT_STREAM[1].replace(
                "\"usage\":null", "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}");
        try (Provider provider = new Provider((request, wire) -> wire.events(Answers.CHAT_STREAM[0], last));
                GatewayRun gateway = new GatewayRun(provider)) {
            assertThat(text(Client.post(gateway.url(PATH), NOT_ASKING)))
                    .isEqualTo(Answers.events(Answers.CHAT_STREAM[0], last));
            assertThat(gateway.onlyCall().usage()).isEqualTo(TokenUsage.of(1, 2));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100})
    void takes_the_extra_event_out_however_the_stream_is_cut_into_pieces(int piece) throws Exception {
        byte[] body = Answers.events(Answers.CHAT_STREAM).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        try (Provider provider = new Provider((request, wire) -> {
                    wire.streamHead();
                    for (int at = 0; at < body.length; at += piece) {
                        wire.chunk(Arrays.copyOfRange(body, at, Math.min(body.length, at + piece)));
                    }
                    wire.lastChunk();
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            assertThat(text(Client.post(gateway.url(PATH), NOT_ASKING)))
                    .isEqualTo(Answers.events(Answers.CHAT_STREAM[0], Answers.CHAT_STREAM[1], Answers.CHAT_STREAM[3])
                            .replace("\n", "\r\n"));
        }
    }

    @Test
    void takes_the_extra_event_out_of_a_stream_that_is_compressed_all_the_same() throws Exception {
        byte[] body = gzipped(Answers.events(Answers.CHAT_STREAM));
        try (Provider provider = new Provider(
                        (request, wire) -> wire.whole(200, "text/event-stream", body, "Content-Encoding: gzip"));
                GatewayRun gateway = new GatewayRun(provider)) {
            HttpResponse<byte[]> answer = Client.post(gateway.url(PATH), NOT_ASKING, "Accept-Encoding", "gzip");

            assertThat(provider.onlyRequest().headers()).containsEntry("accept-encoding", "identity");
            assertThat(answer.headers().firstValue("content-encoding")).isEmpty();
            assertThat(text(answer)).doesNotContain("total_tokens").endsWith("[DONE]\n\n");
            assertThat(gateway.onlyCall().usage()).isEqualTo(TokenUsage.of(120, 30));
        }
    }

    @Test
    void sends_the_request_as_it_was_to_an_upstream_that_does_not_know_the_question() throws Exception {
        try (Provider provider = new Provider((request, wire) -> {
                    if (request.text().contains("stream_options")) {
                        wire.json(422, "{\"detail\":\"Extra inputs are not permitted: stream_options\"}");
                    } else {
                        wire.events(Answers.CHAT_STREAM[0], Answers.CHAT_STREAM[1]);
                    }
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            for (int i = 0; i < 2; i++) {
                assertThat(Client.post(gateway.url(PATH), NOT_ASKING).statusCode())
                        .isEqualTo(200);
            }

            assertThat(provider.requests).hasSize(3);
            assertThat(gateway.calls()).hasSize(2).allMatch(call -> call.status() == UsageStatus.UNKNOWN);
        }
    }

    @Test
    void passes_an_error_on_that_has_nothing_to_do_with_the_question() throws Exception {
        try (Provider provider =
                        new Provider((request, wire) -> wire.json(400, "{\"error\":{\"message\":\"bad model\"}}"));
                GatewayRun gateway = new GatewayRun(provider)) {
            HttpResponse<byte[]> answer = Client.post(gateway.url(PATH), NOT_ASKING);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(text(answer)).isEqualTo("{\"error\":{\"message\":\"bad model\"}}");
            assertThat(provider.requests).hasSize(1);
            assertThat(gateway.onlyCall().status()).isEqualTo(UsageStatus.NOT_BILLED);
        }
    }

    @Test
    void does_not_ask_a_provider_that_always_tells_or_a_request_without_a_stream() throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(Upstreams.publicDefaults()
                        .with("mistral", provider.url())
                        .with("x", provider.url()))) {
            Client.post(gateway.route.rootUrl("mistral") + PATH, NOT_ASKING);
            Client.post(gateway.route.rootUrl("x") + PATH, "{\"model\":\"gpt-test\"}");

            assertThat(provider.requests)
                    .extracting(Provider.Request::text)
                    .noneMatch(body -> body.contains("stream_options"));
        }
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
