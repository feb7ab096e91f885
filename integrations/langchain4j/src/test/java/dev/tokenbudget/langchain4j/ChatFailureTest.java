package dev.tokenbudget.langchain4j;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.output.TokenUsage;
import dev.tokenbudget.testkit.LoopbackProvider;
import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.usage.Anomaly;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageStatus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ChatFailureTest {

    @AutoClose
    private final LoopbackProvider provider = LoopbackProvider.start();

    private final Models models = new Models(provider);

    @Test
    void a_refused_call_consumed_nothing() {
        provider.answering("/chat/completions", 429, "application/json", "{}".getBytes(UTF_8));
        try (ObservedRun run = ObservedRun.start("refused")) {
            ChatModel model = models.openAi(new ChatUsageListener());
            assertThatThrownBy(() -> model.chat("Hello?")).isInstanceOf(RuntimeException.class);

            assertThat(run.onlyCall().status()).isEqualTo(UsageStatus.NOT_BILLED);
        }
    }

    @Test
    void an_openai_stream_that_was_cut_has_no_known_usage() {
        provider.answering("/chat/completions", 200, "text/event-stream", firstEventOf("openai-chat.sse"));
        try (ObservedRun run = ObservedRun.start("cut")) {
            Models.ask(models.streamingOpenAi(new ChatUsageListener()))
                    .exceptionally(error -> null)
                    .join();

            assertThat(run.onlyCall().status()).isEqualTo(UsageStatus.UNKNOWN);
        }
    }

    @Test
    void an_anthropic_stream_that_was_cut_makes_its_run_unmeasurable() {
        provider.answering("/messages", 200, "text/event-stream", firstEventOf("anthropic-message.sse"));
        CompletableFuture<Void> streamClosed = new CompletableFuture<>();
        try (ObservedRun run = ObservedRun.start("cut")) {
            var unused = Models.ask(models.streamingAnthropic(new ChatUsageListener(), streamClosed));
            streamClosed.join();

            // LangChain4j tells nobody that the answer ended too early, so its call stays under way.
            assertThat(run.endWithin(Duration.ofMillis(50)).unmeasurableBecause())
                    .isPresent();
        }
    }

    @Test
    void a_usage_of_another_version_leaves_the_call_alone_and_makes_its_run_unmeasurable() {
        TokenUsage other = new TokenUsage(30, 12) {
            @Override
            public Integer inputTokenCount() {
                throw new NoSuchMethodError("inputTokenCount()");
            }
        };
        try (ObservedRun run = ObservedRun.start("other version")) {
            assertThat(new OwnModel(other, new ChatUsageListener()).chat("Hello?"))
                    .isEqualTo("Hello.");

            ModelCall call = run.onlyCall();
            assertThat(call.status()).isEqualTo(UsageStatus.UNKNOWN);
            assertThat(call.anomalies())
                    .containsExactly(
                            new Anomaly(Anomaly.Kind.UNREADABLE, "java.lang.NoSuchMethodError: inputTokenCount()"));
        }
    }

    private static byte[] firstEventOf(String file) {
        String stream = LoopbackProvider.read(file).replace("{n}", "1");
        return stream.substring(0, stream.indexOf("\n\n") + 2).getBytes(UTF_8);
    }
}
