package dev.tokenbudget.suites.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfflineModelTest {

    private static final String TOOL = "{\"name\":\"read_file\",\"input_schema\":{\"type\":\"object\"}}";

    private final PlainClient client = new PlainClient();

    @Test
    void counts_every_part_of_a_request_as_an_independent_count_does() throws Exception {
        String request = """
                {"model": "m", "max_tokens": 4000, "system": "Be brief. <|endoftext|>", "tools": [%s], "messages": [
                  {"role": "user", "content": [{"type": "text", "text": "Grüße, 世界"}, {"type": "text", "text": "diff --git"}]},
                  {"role": "assistant", "content": [{"type": "text", "text": "I look."},
                    {"type": "tool_use", "id": "toolu_1", "name": "read_file", "input": {"path": "A.java"}}]},
                  {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "class A {}"}]}]}
                """.formatted(TOOL);
        try (OfflineModel model = OfflineModel.start()) {
            JsonNode answer = client.post(model, request);

            long expected = count(
                    TOOL,
                    "Be brief. <|endoftext|>",
                    "Grüße, 世界",
                    "diff --git",
                    "I look.",
                    "read_file{\"path\":\"A.java\"}",
                    "class A {}");
            assertThat(answer.at("/usage/input_tokens").asLong()).isEqualTo(expected);
            assertThat(answer.at("/usage/output_tokens").asLong())
                    .isEqualTo(count(
                            answer.at("/content/0/text").asText(),
                            answer.at("/content/1/name").asText(),
                            answer.at("/content/1/input").toString()));
        }
    }

    @Test
    void tells_how_much_it_charged_in_all() throws Exception {
        try (OfflineModel model = OfflineModel.start()) {
            JsonNode usage = client.post(model, PlainClient.asking("Hello", "")).path("usage");

            assertThat(model.callsAnswered()).isOne();
            assertThat(model.tokensCharged())
                    .isEqualTo(usage.path("input_tokens").asLong()
                            + usage.path("output_tokens").asLong());
        }
    }

    @Test
    void sends_each_event_of_a_stream_on_its_own() throws Exception {
        try (OfflineModel model = OfflineModel.start();
                Socket socket = new Socket(model.uri().getHost(), model.uri().getPort())) {
            String body = PlainClient.asking("Hello", "").replace("\"max_tokens\"", "\"stream\": true, \"max_tokens\"");
            socket.getOutputStream()
                    .write(("POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));

            List<String> chunks = chunks(socket);

            assertThat(chunks)
                    .hasSizeGreaterThan(6)
                    .allSatisfy(chunk -> assertThat(chunk).startsWith("event: ").endsWith("}\n\n"));
        }
    }

    @Test
    void says_what_is_wrong_with_a_body_that_is_not_json() throws Exception {
        try (OfflineModel model = OfflineModel.start()) {
            HttpResponse<String> response = client.send(model, "/v1/messages", "<html>");

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("The body is not JSON");
        }
    }

    @Test
    void says_that_it_does_not_have_a_path() throws Exception {
        try (OfflineModel model = OfflineModel.start()) {
            HttpResponse<String> response = client.send(model, "/v1/embeddings", "{}");

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).contains("The offline model has no POST /v1/embeddings");
        }
    }

    private static List<String> chunks(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        while (!in.readLine().isEmpty()) {}
        List<String> chunks = new ArrayList<>();
        for (int size = Integer.parseInt(in.readLine(), 16); size > 0; size = Integer.parseInt(in.readLine(), 16)) {
            char[] chunk = new char[size];
            for (int read = 0; read < size; ) {
                read += in.read(chunk, read, size - read);
            }
            chunks.add(new String(chunk));
            in.readLine();
        }
        return chunks;
    }

    private static long count(String... texts) {
        var o200k = Encodings.newDefaultEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
        long tokens = 0;
        for (String text : texts) {
            tokens += o200k.countTokensOrdinary(text);
        }
        return tokens;
    }
}
