package dev.tokenbudget.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.chat.ChatModel;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.langchain4j.ChatUsageListener;
import dev.tokenbudget.testkit.Traces;
import dev.tokenbudget.usage.ModelCall;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key and a prompt go through gateway and listener at once, and are found nowhere afterwards. */
class CanaryTest {

    // Put together here, so that no class file holds them for the search over everything that a build leaves.
    private static final String KEY = String.join("-", "canary", "key", "5e2c");
    private static final String PROMPT = String.join("-", "canary", "prompt", "5e2c");

    @TempDir
    private Path folder;

    @AutoClose
    private final GatewayToLoopback gateway = new GatewayToLoopback();

    @Test
    void leaves_no_trace_of_key_and_prompt() {
        try (Traces traces = Traces.watch()) {
            models().forEach(model -> assertThat(model.chat(PROMPT)).isEqualTo("Hello."));
            gateway.refuse("{\"error\": {\"message\": \"Wrong key " + KEY + " for " + PROMPT + "\"}}");
            models().forEach(model ->
                    assertThatThrownBy(() -> model.chat(PROMPT)).hasStackTraceContaining(KEY));
            Run run = gateway.end();

            assertThat(run.billedCalls()).hasSize(3).allMatch(ModelCall::isMeasurable);
            assertThat(run.calls().size()).isGreaterThan(3);
            assertThat(traces.with(run, folder)).contains("gpt-test").doesNotContain("canary");
        }
    }

    @Test
    void would_find_a_trace() {
        try (Traces traces = Traces.watch()) {
            System.getLogger("dev.tokenbudget.planted").log(System.Logger.Level.TRACE, KEY);

            assertThat(traces.with(gateway.end(), folder)).contains(KEY);
        }
    }

    private List<ChatModel> models() {
        Models models = new Models(KEY, List.of(new ChatUsageListener(gateway.run())));
        return List.of(
                models.openAi(gateway.baseUrl("openai")),
                models.anthropic(gateway.baseUrl("anthropic") + "/v1"),
                models.gemini(gateway.baseUrl("gemini") + "/v1beta"));
    }
}
