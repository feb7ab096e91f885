package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model that an uploaded form names. */
class UploadedFormTest {

    private static final String FILE = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n"
            + "Content-Type: audio/wav\r\n\r\nRIFF\r\n--notb\r\nname=\"model\"\r\n\r\nother\r\n\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nwhisper-1\r\n--b--\r\n",
                FILE + "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nwhisper-1\r\n--b--\r\n",
                FILE
                        + "--b\r\ncontent-type: text/plain\r\ncontent-disposition: form-data;name=model\r\n\r\nwhisper-1\r\n--b--",
            })
    void is_found_wherever_it_stands(String form) throws Exception {
        assertThat(requestedModel(form)).isEqualTo("whisper-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FILE + "--b--\r\n",
                "--b\r\nContent-Disposition: form-data; name=\"models\"\r\n\r\nwhisper-1\r\n--b--\r\n",
                "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\n\r\n--b--\r\n",
                "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\ncut",
                "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n--b--",
                "--b\r\n\r\n--b\r\n\r\n--b",
                "--\r\n",
                "",
                "no form"
            })
    void is_unknown_where_there_is_none(String form) throws Exception {
        assertThat(requestedModel(form)).isEqualTo("gpt-test-2026");
    }

    @Test
    void is_looked_for_without_end_in_no_form() throws Exception {
        String lines = "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n" + "X: y\r\n".repeat(1_000_000);

        assertThat(requestedModel(lines)).isEqualTo("gpt-test-2026");
        assertThat(requestedModel(lines + "\r\nwhisper-1\r\n--b--\r\n")).isEqualTo("whisper-1");
        assertThat(requestedModel("--b\r\n\r\n\r\n".repeat(100_000))).isEqualTo("gpt-test-2026");
    }

    private static String requestedModel(String form) throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider)) {
            byte[] body = form.getBytes(StandardCharsets.ISO_8859_1);
            Client.send(HttpRequest.newBuilder(URI.create(gateway.url("/v1/audio/transcriptions")))
                    .header("Content-Type", "multipart/form-data; boundary=b")
                    .POST(BodyPublishers.ofByteArray(body))
                    .build());
            assertThat(provider.onlyRequest().body()).isEqualTo(body);
            return gateway.onlyCall().requestedModel();
        }
    }
}
