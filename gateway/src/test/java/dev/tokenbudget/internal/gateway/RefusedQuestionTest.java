package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that an upstream refuses because of the gateway's question for usage is sent again as the agent wrote it. */
class RefusedQuestionTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String STREAMING = "{\"model\":\"gpt-test\",\"stream\":true,\"messages\":[]}";
    private static final Path SITUATIONS = Path.of("../../shared/faults/situations/07-stream-options-refused.json");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"error\":{\"message\":\"Unrecognized request argument supplied: stream_options\"}}",
                "400 | {\"error\":{\"message\":\"Bad request\"}}",
                "400 | Invalid JSON body",
                "400 | ''",
                "400 | {\"object\":\"error\",\"message\":\"[{'type': 'extra_forbidden', 'loc': ('body',)}]\",\"code\":400}",
                "400 | {\"error\":{\"message\":\"This model does not support usage in streams\",\"code\":\"unsupported_parameter\"}}",
                "400 | {\"message\":\"include_usage is not available for your deployment\"}",
                "404 | {\"detail\":\"Not Found\"}",
                "405 | ''",
                "415 | unsupported",
                "422 | {\"detail\":[{\"type\":\"extra_forbidden\",\"msg\":\"Extra inputs are not permitted\"}]}",
                "500 | {\"error\":\"unexpected keyword argument 'stream_options'\"}",
                "501 | {\"error\":\"not implemented\"}",
                "403 | {\"error\":{\"message\":\"stream_options needs another plan\"}}"
            })
    void in_whatever_words(int status, String refusal) throws Exception {
        try (Provider provider = refusing(wire -> wire.json(status, refusal));
                GatewayRun gateway = new GatewayRun(provider)) {
            HttpResponse<byte[]> answer = Client.post(gateway.url(CHAT), STREAMING);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(text(answer.body())).isEqualTo(Answers.events(Answers.CHAT_STREAM[0], Answers.CHAT_STREAM[1]));
            assertThat(provider.requests)
                    .extracting(Provider.Request::text)
                    .last()
                    .isEqualTo(STREAMING);
            assertThat(gateway.calls()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "zstd"})
    void however_the_refusal_is_compressed(String coding) throws Exception {
        byte[] refusal = compressed(coding, "{\"error\":{\"message\":\"model: stream_options\"}}");
        try (Provider provider =
                        refusing(wire -> wire.whole(400, "application/json", refusal, "Content-Encoding: " + coding));
                GatewayRun gateway = new GatewayRun(provider)) {
            assertThat(Client.post(gateway.url(CHAT), STREAMING).statusCode()).isEqualTo(200);
            assertThat(provider.requests).hasSize(2);
        }
    }

    @Test
    void and_not_asked_again_for_that_model_alone() throws Exception {
        try (Provider provider = refusing(wire -> wire.json(400, "{}"));
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url(CHAT), STREAMING);
            Client.post(gateway.url(CHAT), STREAMING);
            assertThat(provider.requests).hasSize(3);

            Client.post(gateway.url(CHAT), STREAMING.replace("gpt-test", "another"));
            assertThat(provider.requests).hasSize(5);
            assertThat(gateway.calls()).extracting(ModelCall::status).containsOnly(UsageStatus.UNKNOWN);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"message\":\"bad model\"}}",
                "{\"error\":{\"message\":\"Invalid value\",\"param\":\"temperature\"}}",
                "{\"error\":{\"message\":\"The request is too long\",\"code\":\"context_length_exceeded\"}}",
                "{\"error\":{\"message\":\"You exceeded your current quota\"}}"
            })
    void but_not_where_the_error_speaks_of_something_else(String error) throws Exception {
        try (Provider provider = new Provider((request, wire) -> wire.json(400, error));
                GatewayRun gateway = new GatewayRun(provider)) {
            HttpResponse<byte[]> answer = Client.post(gateway.url(CHAT), STREAMING);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(text(answer.body())).isEqualTo(error);
            assertThat(provider.requests).hasSize(1);
        }
    }

    @Test
    void and_gets_the_error_of_its_own_request_where_that_is_wrong_too() throws Exception {
        try (Provider provider = new Provider((request, wire) -> wire.json(
                        400, request.text().contains("stream_options") ? "{\"error\":\"a\"}" : "{\"error\":\"b\"}"));
                GatewayRun gateway = new GatewayRun(provider)) {
            assertThat(text(Client.post(gateway.url(CHAT), STREAMING).body())).isEqualTo("{\"error\":\"b\"}");
            assertThat(gateway.onlyCall().status()).isEqualTo(UsageStatus.NOT_BILLED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"stream_options\":\"x\",\"stream\":true}",
                "{\"stream\":true,\"stream_options\":\"a \\\"quoted\\\" } text\"}",
                "{\"stream\":true,\"stream_options\":7}",
                "{\"stream\":true,\"stream_options\":true,\"a\":1}",
                "{\"stream\":true,\"stream_options\":[{\"include_usage\":false}]}"
            })
    void options_that_are_none_are_left_to_the_provider(String sent) throws Exception {
        try (Provider provider = new Provider((request, wire) -> wire.events(Answers.CHAT_STREAM));
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url(CHAT), sent);

            assertThat(provider.onlyRequest().text()).isEqualTo(sent);
        }
    }

    @Test
    void options_that_are_there_twice_ask_by_the_last() throws Exception {
        try (Provider provider = new Provider((request, wire) -> wire.events(Answers.CHAT_STREAM));
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url(CHAT), "{\"stream_options\":null,\"stream\":true,\"stream_options\":{}}");

            assertThat(provider.onlyRequest().text())
                    .isEqualTo("{\"stream_options\":null,\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
        }
    }

    @Test
    void as_in_the_situations_found_from_outside() throws Exception {
        assumeTrue(Files.exists(SITUATIONS), "no situations beside the project");
        JsonNode exchanges = new ObjectMapper().readTree(SITUATIONS.toFile()).path("exchanges");
        assertThat(exchanges).isNotEmpty();
        for (JsonNode exchange : exchanges) {
            JsonNode step = exchange.path("steps").path(0);
            List<String> events = new ArrayList<>();
            exchange.path("answers")
                    .iterator()
                    .next()
                    .path("sse")
                    .forEach(event -> events.add(event.isTextual() ? event.textValue() : event.toString()));
            byte[] refusal = compressed("gzip", "{\"error\":{\"message\":\"Bad request\"}}");
            try (Provider provider = new Provider((request, wire) -> {
                        if (request.text().contains("stream_options")) {
                            wire.whole(400, "application/json", refusal, "Content-Encoding: gzip");
                        } else {
                            wire.events(events.toArray(new String[0]));
                        }
                    });
                    GatewayRun gateway = new GatewayRun(provider)) {
                HttpResponse<byte[]> answer = Client.post(
                        gateway.url(step.path("path").asText()),
                        step.path("body").toString());

                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(gateway.onlyCall().usage().total()).hasValue(120);
            }
        }
    }

    /** What an upstream does with a request that holds the question. */
    @FunctionalInterface
    private interface Refusal {
        void give(Provider.Wire wire) throws IOException;
    }

    private static Provider refusing(Refusal refusal) {
        return new Provider((request, wire) -> {
            if (request.text().contains("stream_options")) {
                refusal.give(wire);
            } else {
                wire.events(Answers.CHAT_STREAM[0], Answers.CHAT_STREAM[1]);
            }
        });
    }

    private static byte[] compressed(String coding, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = switch (coding) {
            case "gzip" -> new GZIPOutputStream(bytes);
            case "deflate" -> new DeflaterOutputStream(bytes);
            default -> bytes;
        }) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
