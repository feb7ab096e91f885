package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Google's own client, with nothing but its base URL changed. */
class GoogleClientTest {

    private static final String ANSWER = """
            {"candidates":[{"content":{"role":"model","parts":[{"text":"Grüße"}]},"finishReason":"STOP"}],\
            "modelVersion":"gemini-test-001","responseId":"g1","usageMetadata":{"promptTokenCount":13,\
            "candidatesTokenCount":10,"thoughtsTokenCount":4,"totalTokenCount":27}}""";

    @Test
    void measures_generated_content() throws Exception {
        try (Provider provider = Provider.answering(ANSWER);
                GatewayRun gateway = gatewayTo(provider);
                Client client = clientOf(gateway)) {
            GenerateContentResponse answer = client.models.generateContent("gemini-test", "hello", null);

            assertThat(answer.text()).isEqualTo("Grüße");
            ModelCall call = gateway.onlyCall();
            assertThat(call.requestedModel()).isEqualTo("gemini-test");
            assertThat(call.usage()).isEqualTo(TokenUsage.of(13, 14).withReasoning(4));
        }
    }

    @Test
    void measures_a_stream_of_content() throws Exception {
        try (Provider provider = new Provider((request, wire) -> wire.events(ANSWER));
                GatewayRun gateway = gatewayTo(provider);
                Client client = clientOf(gateway)) {
            List<GenerateContentResponse> parts = new ArrayList<>();
            try (ResponseStream<GenerateContentResponse> stream =
                    client.models.generateContentStream("gemini-test", "hello", null)) {
                stream.forEach(parts::add);
            }

            assertThat(parts).hasSize(1);
            assertThat(gateway.onlyCall().streamed()).isTrue();
            assertThat(gateway.onlyCall().usage())
                    .isEqualTo(TokenUsage.of(13, 14).withReasoning(4));
        }
    }

    private static GatewayRun gatewayTo(Provider provider) {
        return new GatewayRun(Upstreams.publicDefaults().with("gemini", provider.url()));
    }

    private static Client clientOf(GatewayRun gateway) {
        return Client.builder()
                .apiKey("secret")
                .httpOptions(HttpOptions.builder()
                        .baseUrl(gateway.route.baseUrl("gemini"))
                        .build())
                .build();
    }
}
