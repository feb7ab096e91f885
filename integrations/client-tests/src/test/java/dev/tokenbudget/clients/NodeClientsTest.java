package dev.tokenbudget.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.testkit.NodeProject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients for Node.js find the gateway by the variable that docs/clients.md names. */
class NodeClientsTest {

    private static final NodeProject CLIENTS = new NodeProject(Path.of("target/node-clients"), "clients.mjs");

    @AutoClose
    private GatewayToLoopback gateway;

    @BeforeAll
    static void install() throws Exception {
        CLIENTS.install();
    }

    @BeforeEach
    void start() {
        gateway = new GatewayToLoopback();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "anthropic-sdk, ANTHROPIC_BASE_URL, anthropic, /v1/messages, 2450",
        "openai-sdk, OPENAI_BASE_URL, openai, /v1/responses, 1500",
        "google-genai, GOOGLE_GEMINI_BASE_URL, gemini, /v1/models/gemini-test:generateContent, 509",
        "vercel-anthropic, ANTHROPIC_BASE_URL, anthropic, /v1/messages, 2450",
        "vercel-openai, OPENAI_BASE_URL, openai, /v1/responses, 1500",
        "vercel-openai-chat, BASE_URL, openai, /v1/chat/completions, 1500"
    })
    void a_call_is_counted(String client, String variable, String upstream, String path, long total) throws Exception {
        String answer = CLIENTS.answer(
                client,
                Map.of(variable, gateway.baseUrl(upstream), "ANTHROPIC_API_KEY", "none", "OPENAI_API_KEY", "none"));

        assertThat(answer.strip()).isEqualTo("Hello.");
        assertThat(gateway.requestedPaths()).containsExactly(path);
        assertThat(gateway.onlyCall().usage().total()).hasValue(total);
    }
}
