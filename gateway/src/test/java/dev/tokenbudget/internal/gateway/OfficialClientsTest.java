package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The providers' own clients, with nothing but their base URL changed. */
class OfficialClientsTest {

    @AutoClose
    private final Provider provider = new Provider((request, wire) -> {
        boolean stream = request.text().contains("\"stream\":true");
        switch (request.target()) {
            case "/v1/messages" -> {
                if (stream) {
                    wire.streamHead();
                    wire.chunk(Answers.namedEvents(Answers.MESSAGE_STREAM));
                    wire.lastChunk();
                } else {
                    wire.json(200, Answers.MESSAGE);
                }
            }
            case "/v1/chat/completions" -> {
                if (stream) {
                    wire.events(Answers.CHAT_STREAM);
                } else {
                    wire.json(200, Answers.CHAT);
                }
            }
            case "/v1/responses" -> {
                if (stream) {
                    wire.streamHead();
                    wire.chunk(
                            Answers.namedEvents("{\"type\":\"response.completed\",\"sequence_number\":1,\"response\":"
                                    + Answers.RESPONSE + "}"));
                    wire.lastChunk();
                } else {
                    wire.json(200, Answers.RESPONSE);
                }
            }
            default -> wire.json(404, "{}");
        }
    });

    @AutoClose
    private final GatewayRun gateway = new GatewayRun(provider);

    @AutoClose
    private final AnthropicClient anthropic = AnthropicOkHttpClient.builder()
            .apiKey("secret")
            .baseUrl(gateway.route.baseUrl("anthropic"))
            .maxRetries(0)
            .build();

    @AutoClose
    private final OpenAIClient openAi = OpenAIOkHttpClient.builder()
            .apiKey("secret")
            .baseUrl(gateway.route.baseUrl("openai"))
            .maxRetries(0)
            .build();

    @Test
    void measures_an_anthropic_message() {
        Message message = anthropic.messages().create(ClientRequests.MESSAGE);

        assertThat(message.content().get(0).asText().text()).isEqualTo("Grüße");
        ModelCall call = gateway.onlyCall();
        assertThat(call.provider()).isEqualTo("anthropic");
        assertThat(call.requestedModel()).isEqualTo("claude-test");
        assertThat(call.toolCalls()).isEqualTo(1);
        assertThat(call.usage())
                .isEqualTo(TokenUsage.of(130, 7)
                        .withCacheRead(100)
                        .withCacheWrite(20)
                        .withCacheWrite5m(15)
                        .withCacheWrite1h(5));
    }

    @Test
    void measures_an_anthropic_stream() {
        try (StreamResponse<RawMessageStreamEvent> stream =
                anthropic.messages().createStreaming(ClientRequests.MESSAGE)) {
            assertThat(stream.stream()).hasSize(Answers.MESSAGE_STREAM.length);
        }

        ModelCall call = gateway.onlyCall();
        assertThat(call.streamed()).isTrue();
        assertThat(call.stopReason()).contains("end_turn");
        assertThat(call.usage())
                .isEqualTo(TokenUsage.of(115, 42).withCacheRead(100).withCacheWrite(0));
    }

    @Test
    void measures_a_chat_completion() {
        ChatCompletion completion = openAi.chat().completions().create(ClientRequests.CHAT);

        assertThat(completion.choices().get(0).message().content()).contains("Grüße");
        assertThat(gateway.onlyCall().usage())
                .isEqualTo(TokenUsage.of(120, 30).withCacheRead(100).withReasoning(12));
    }

    @Test
    void measures_a_chat_completion_stream_whose_client_never_sees_the_usage_it_did_not_ask_for() {
        List<ChatCompletionChunk> chunks;
        try (com.openai.core.http.StreamResponse<ChatCompletionChunk> stream =
                openAi.chat().completions().createStreaming(ClientRequests.CHAT)) {
            chunks = stream.stream().toList();
        }

        assertThat(chunks).hasSize(2).allMatch(chunk -> chunk.choices().size() == 1);
        assertThat(gateway.onlyCall().usage()).isEqualTo(TokenUsage.of(120, 30));
    }

    @Test
    void measures_a_response() {
        Response response = openAi.responses().create(ClientRequests.RESPONSE);

        assertThat(response.id()).isEqualTo("resp_1");
        assertThat(gateway.onlyCall().usage())
                .isEqualTo(TokenUsage.of(50, 9).withCacheRead(8).withReasoning(3));
    }

    @Test
    void measures_a_response_stream() {
        try (com.openai.core.http.StreamResponse<ResponseStreamEvent> stream =
                openAi.responses().createStreaming(ClientRequests.RESPONSE)) {
            assertThat(stream.stream()).hasSize(1);
        }

        assertThat(gateway.onlyCall().usage())
                .isEqualTo(TokenUsage.of(50, 9).withCacheRead(8).withReasoning(3));
    }

    @Test
    void shows_the_users_of_both_clients_why_an_upstream_cannot_be_reached() throws Exception {
        provider.close();

        assertThatThrownBy(() -> anthropic.messages().create(ClientRequests.MESSAGE))
                .hasMessageContaining("could not reach upstream 'anthropic'");
        assertThatThrownBy(() -> openAi.chat().completions().create(ClientRequests.CHAT))
                .hasMessageContaining("could not reach upstream 'openai'");
        assertThat(gateway.calls()).hasSize(2).allMatch(call -> call.status() == UsageStatus.NOT_BILLED);
    }
}
