package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenbudget.internal.gateway.protocol.ModelRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which conversation a request is part of. */
class ConversationIdTest {

    @Test
    void is_what_openai_calls_the_conversation() throws Exception {
        assertThat(of("/v1/responses", "{\"conversation\":\"conv_1\"}")).hasValue("conv_1");
        assertThat(of("/v1/responses", "{\"conversation\":{\"id\":\"conv_2\"}}"))
                .hasValue("conv_2");
    }

    @Test
    void is_in_the_path_of_threads_conversations_and_sessions() throws Exception {
        assertThat(of("/v1/threads/thread_1/runs", "{}")).hasValue("thread_1");
        assertThat(of("/v1/conversations/conv_3", "{}")).hasValue("conv_3");
        assertThat(of("/agents/A/agentAliases/B/sessions/s-4/text", "{}")).hasValue("s-4");
    }

    @Test
    void is_unknown_where_a_request_names_none() throws Exception {
        assertThat(of("/v1/chat/completions", "{\"messages\":[]}")).isEmpty();
        assertThat(of("/v1/conversations", "{}")).isEmpty();
        assertThat(of("/v1/responses", "{\"conversation\":null}")).isEmpty();
    }

    private static Optional<String> of(String path, String body) throws Exception {
        return ConversationId.of(new ModelRequest("openai", "POST", path, new ObjectMapper().readTree(body)));
    }
}
