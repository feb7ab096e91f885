package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.recording.RunRegistry;
import dev.tokenbudget.usage.ModelCall;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens while a call is measured, it is recorded, and the agent gets its answer. */
class UnmeasuredCallTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String BODY = "{\"model\":\"gpt-test\",\"messages\":[]}";

    @AfterEach
    void collectNoMore() {
        RunRegistry.sendLooseCallsTo(call -> {});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":-1}}",
                "{\"usage\":{\"prompt_tokens\":-10,\"completion_tokens\":1,\"total_tokens\":-9}}",
                "{\"usage\":{\"prompt_tokens\":9223372036854775807,\"completion_tokens\":9223372036854775807}}",
                "{\"usage\":{\"prompt_tokens\":1e400,\"completion_tokens\":{}}}",
                "{\"id\":7,\"model\":[],\"choices\":{\"a\":1},\"usage\":[1]}",
                "{\"choices\":[null,7,\"x\",{\"message\":7}],\"usage\":{\"prompt_tokens_details\":{\"cached_tokens\":-3}}}"
            })
    void for_numbers_that_are_none(String answer) throws Exception {
        try (Provider provider = Provider.answering(answer);
                GatewayRun gateway = new GatewayRun(provider)) {
            assertThat(Client.post(gateway.url(CHAT), BODY).body())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(answer);
            assertThat(gateway.calls()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/chat/completions", "/v1/messages", "/v1/responses"})
    void for_documents_without_end(String path) throws Exception {
        String deep = "{\"a\":".repeat(100_000);
        try (Provider provider = Provider.answering(deep);
                GatewayRun gateway = new GatewayRun(provider)) {
            assertThat(Client.post(gateway.url(path), "{\"model\":\"m\",\"messages\":" + deep)
                            .body())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(deep);
            assertThat(gateway.calls()).extracting(ModelCall::provider).containsExactly(GatewayRun.UPSTREAM);
        }
    }

    @Test
    void where_recording_it_fails_once() throws Exception {
        AtomicInteger recorded = new AtomicInteger();
        RunRegistry.sendLooseCallsTo(call -> {
            if (recorded.incrementAndGet() == 1) {
                throw new OutOfMemoryError("for the test");
            }
        });
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider)) {
            HttpResponse<byte[]> answer = Client.post(gateway.gateway.sharedBaseUrl(GatewayRun.UPSTREAM) + CHAT, BODY);

            assertThat(answer.body()).isEqualTo(Answers.CHAT.getBytes(StandardCharsets.UTF_8));
            assertThat(recorded).as("it was recorded as unknown").hasValue(2);
        }
    }

    @Test
    void where_it_cannot_be_recorded_at_all() throws Exception {
        RunRegistry.sendLooseCallsTo(call -> {
            throw new IllegalStateException("the disk is full");
        });
        try (Provider provider = new Provider((request, wire) -> wire.events(Answers.CHAT_STREAM));
                GatewayRun gateway = new GatewayRun(provider)) {
            HttpResponse<byte[]> answer = Client.post(gateway.gateway.sharedBaseUrl(GatewayRun.UPSTREAM) + CHAT, BODY);

            assertThat(answer.body())
                    .isEqualTo(Answers.events(Answers.CHAT_STREAM).getBytes(StandardCharsets.UTF_8));
        }
    }
}
