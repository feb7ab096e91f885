package dev.tokenbudget.suites.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.BadRequestException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.CacheControlEphemeral;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolUseBlock;
import com.anthropic.models.messages.Usage;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Read by anthropic-java. */
class AnthropicDialectTest {

    @AutoClose
    private final OfflineModel model = OfflineModel.start(1);

    @AutoClose
    private final AnthropicClient client = AnthropicOkHttpClient.builder()
            .baseUrl(model.anthropic())
            .apiKey("none")
            .build();

    @Test
    void answers_with_text_and_counts_it() {
        Message message = client.messages().create(asking("How are you?").build());

        String text = message.content().get(0).asText().text();
        assertThat(text).contains("answer it in general terms");
        assertThat(message.stopReason()).contains(StopReason.END_TURN);
        assertThat(message.usage().inputTokens()).isEqualTo(O200kTokens.count("How are you?"));
        assertThat(message.usage().outputTokens()).isEqualTo(O200kTokens.count(text));
    }

    @Test
    void streams_what_it_would_have_answered_at_once() {
        Message atOnce = client.messages().create(asking("How are you?").build());

        try (OfflineModel again = OfflineModel.start(1)) {
            AnthropicClient other = client.withOptions(options -> options.baseUrl(again.anthropic()));
            Message streamed = streamed(other, asking("How are you?").build());

            assertThat(streamed.content()).isEqualTo(atOnce.content());
            assertThat(streamed.stopReason()).isEqualTo(atOnce.stopReason());
            assertThat(streamed.usage().inputTokens()).isEqualTo(atOnce.usage().inputTokens());
            assertThat(streamed.usage().outputTokens()).isEqualTo(atOnce.usage().outputTokens());
        }
    }

    @Test
    void calls_a_tool_that_the_request_offers() {
        MessageCreateParams request =
                asking("Review this.\ndiff --git a b").addTool(readFile()).build();

        Message message = client.messages().create(request);

        ToolUseBlock call = message.content().get(1).asToolUse();
        assertThat(message.stopReason()).contains(StopReason.TOOL_USE);
        assertThat(call.name()).isEqualTo("read_file");
        assertThat(call._input().toString()).contains("DiscountService.java");
        assertThat(streamed(client, request).content().get(1).asToolUse()._input())
                .isEqualTo(call._input());
    }

    @Test
    void calls_no_tool_that_the_request_does_not_offer() {
        Message message =
                client.messages().create(asking("Review this.\ndiff --git a b").build());

        assertThat(message.content())
                .singleElement()
                .satisfies(block -> assertThat(block.isText()).isTrue());
    }

    @Test
    void writes_a_marked_prompt_to_the_cache_once_and_reads_it_from_then_on() {
        String manual = "The garden has forty plots. ".repeat(300);
        MessageCreateParams request = asking("How many plots?")
                .systemOfTextBlockParams(List.of(TextBlockParam.builder()
                        .text(manual)
                        .cacheControl(CacheControlEphemeral.builder()
                                .ttl(CacheControlEphemeral.Ttl.TTL_1H)
                                .build())
                        .build()))
                .build();

        Usage first = client.messages().create(request).usage();
        Usage second = client.messages().create(request).usage();

        long marked = O200kTokens.count(manual);
        long unmarked = O200kTokens.count("How many plots?");
        assertThat(first.inputTokens()).isEqualTo(unmarked);
        assertThat(first.cacheCreationInputTokens()).contains(marked);
        assertThat(first.cacheCreation().orElseThrow().ephemeral1hInputTokens()).isEqualTo(marked);
        assertThat(first.cacheReadInputTokens()).contains(0L);
        assertThat(second.inputTokens()).isEqualTo(unmarked);
        assertThat(second.cacheCreationInputTokens()).contains(0L);
        assertThat(second.cacheReadInputTokens()).contains(marked);
    }

    @Test
    void thinks_where_the_request_allows_it_and_counts_it_as_output() {
        MessageCreateParams request =
                asking("How are you?").enabledThinking(1_024).build();

        Message message = client.messages().create(request);

        String thinking = message.content().get(0).asThinking().thinking();
        String text = message.content().get(1).asText().text();
        assertThat(message.usage().outputTokens()).isEqualTo(O200kTokens.count(thinking) + O200kTokens.count(text));
        assertThat(message.usage().outputTokensDetails().orElseThrow().thinkingTokens())
                .isEqualTo(O200kTokens.count(thinking));
        assertThat(streamed(client, request).content().get(0).isThinking()).isTrue();
    }

    @Test
    void stops_at_the_most_tokens_that_the_request_allows() {
        Message message =
                client.messages().create(asking("How are you?").maxTokens(5).build());

        assertThat(message.stopReason()).contains(StopReason.MAX_TOKENS);
        assertThat(message.usage().outputTokens()).isEqualTo(5);
    }

    @Test
    void refuses_a_request_without_messages_as_the_provider_does() {
        MessageCreateParams request = MessageCreateParams.builder()
                .model("claude-sonnet-4-5")
                .maxTokens(10)
                .messages(List.of())
                .build();

        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> client.messages().create(request))
                .withMessageContaining("messages: at least one is required");
    }

    private static MessageCreateParams.Builder asking(String question) {
        return MessageCreateParams.builder()
                .model("claude-sonnet-4-5")
                .maxTokens(2_000)
                .addUserMessage(question);
    }

    private static Message streamed(AnthropicClient client, MessageCreateParams request) {
        MessageAccumulator accumulator = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> events = client.messages().createStreaming(request)) {
            events.stream().forEach(accumulator::accumulate);
        }
        return accumulator.message();
    }

    private static Tool readFile() {
        return Tool.builder()
                .name("read_file")
                .inputSchema(Tool.InputSchema.builder().build())
                .build();
    }
}
