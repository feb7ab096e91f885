package dev.tokenbudget.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoogleGenAiTest {

    private static final TokenUsage ANSWER =
            TokenUsage.of(409, 100).withCacheRead(256).withReasoning(70);

    private static final GenerateContentConfig DEFAULTS =
            GenerateContentConfig.builder().build();

    private final GatewayToLoopback gateway = new GatewayToLoopback();

    private final Client client = Client.builder()
            .apiKey("none")
            .httpOptions(
                    HttpOptions.builder().baseUrl(gateway.baseUrl("gemini")).build())
            .build();

    @AfterEach
    void stop() {
        client.close();
        gateway.close();
    }

    @Test
    void measures_content() {
        GenerateContentResponse answer = client.models.generateContent("gemini-test", "Hello?", DEFAULTS);

        assertThat(answer.text()).isEqualTo("Hello.");
        ModelCall call = gateway.onlyCall();
        assertThat(call.provider()).isEqualTo("gemini");
        assertThat(call.requestedModel()).isEqualTo("gemini-test");
        assertThat(call.responseModel()).contains("gemini-test-001");
        assertThat(call.streamed()).isFalse();
        assertThat(call.usage()).isEqualTo(ANSWER);
    }

    @Test
    void measures_a_stream_of_content() {
        StringBuilder text = new StringBuilder();
        try (ResponseStream<GenerateContentResponse> stream =
                client.models.generateContentStream("gemini-test", "Hello?", DEFAULTS)) {
            stream.forEach(part -> text.append(part.text()));
        }

        assertThat(text).hasToString("Hello.");
        ModelCall call = gateway.onlyCall();
        assertThat(call.streamed()).isTrue();
        assertThat(call.isMeasurable()).isTrue();
        assertThat(call.usage()).isEqualTo(ANSWER);
    }
}
