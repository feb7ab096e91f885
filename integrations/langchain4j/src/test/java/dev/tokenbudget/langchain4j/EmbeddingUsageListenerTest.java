package dev.tokenbudget.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.tokenbudget.testkit.LoopbackProvider;
import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingUsageListenerTest {

    @Test
    void counts_an_embedding_as_input_only() {
        try (LoopbackProvider provider = LoopbackProvider.start().answering("/embeddings", "openai-embedding");
                ObservedRun run = ObservedRun.start("embedding")) {
            OpenAiEmbeddingModel.builder()
                    .baseUrl(provider.url() + "/v1")
                    .apiKey("none")
                    .modelName("embedding-test")
                    .listeners(List.of(new EmbeddingUsageListener()))
                    .build()
                    .embed("Hello.");

            ModelCall call = run.onlyCall();
            assertThat(call.kind()).isEqualTo(CallKind.EMBEDDING);
            assertThat(call.usage()).isEqualTo(TokenUsage.of(17, 0));
            assertThat(call.provider()).isEqualTo("openai");
            assertThat(call.requestedModel()).isEqualTo("embedding-test");
        }
    }
}
