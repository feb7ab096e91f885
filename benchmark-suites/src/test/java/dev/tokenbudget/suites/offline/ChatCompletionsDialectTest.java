package dev.tokenbudget.suites.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.ReasoningEffort;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionUsage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatCompletionsDialectTest extends OpenAiClientTest {

    @Test
    void answers_with_text_and_counts_it() {
        ChatCompletion completion =
                client.chat().completions().create(asking("How are you?").build());

        String text = completion.choices().get(0).message().content().orElseThrow();
        CompletionUsage usage = completion.usage().orElseThrow();
        assertThat(text).contains("answer it in general terms");
        assertThat(usage.promptTokens()).isEqualTo(O200kTokens.count("How are you?"));
        assertThat(usage.completionTokens()).isEqualTo(O200kTokens.count(text));
        assertThat(usage.totalTokens()).isEqualTo(usage.promptTokens() + usage.completionTokens());
    }

    @Test
    void streams_no_usage_unless_it_is_asked_for() {
        List<ChatCompletionChunk> chunks = streamed(asking("How are you?").build());

        assertThat(chunks).hasSizeGreaterThan(3).allSatisfy(chunk -> {
            assertThat(chunk.usage()).isEmpty();
            assertThat(chunk.choices()).hasSize(1);
        });
    }

    @Test
    void streams_the_usage_in_a_last_chunk_without_choices_when_it_is_asked_for() {
        List<ChatCompletionChunk> chunks = streamed(asking("How are you?")
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build());

        ChatCompletionChunk last = chunks.get(chunks.size() - 1);
        assertThat(chunks.subList(0, chunks.size() - 1))
                .allSatisfy(chunk -> assertThat(chunk.usage()).isEmpty());
        assertThat(last.choices()).isEmpty();
        assertThat(last.usage().orElseThrow().completionTokens()).isEqualTo(O200kTokens.count(text(chunks)));
    }

    @Test
    void calls_a_tool_that_the_request_offers() {
        ChatCompletionCreateParams request =
                asking("Review this.\ndiff --git a b").addTool(readFile()).build();

        ChatCompletion completion = client.chat().completions().create(request);

        ChatCompletionMessageFunctionToolCall.Function called = called(completion);
        assertThat(completion.choices().get(0).finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
        assertThat(called.name()).isEqualTo("read_file");
        assertThat(called.arguments()).contains("DiscountService.java");
        ChatCompletionAccumulator streamed = ChatCompletionAccumulator.create();
        streamed(request).forEach(streamed::accumulate);
        assertThat(called(streamed.chatCompletion()).arguments()).isEqualTo(called.arguments());
    }

    @Test
    void counts_reasoning_as_output_without_showing_it() {
        ChatCompletion completion = client.chat()
                .completions()
                .create(asking("How are you?")
                        .reasoningEffort(ReasoningEffort.MEDIUM)
                        .build());

        CompletionUsage usage = completion.usage().orElseThrow();
        long reasoning =
                usage.completionTokensDetails().orElseThrow().reasoningTokens().orElseThrow();
        String text = completion.choices().get(0).message().content().orElseThrow();
        assertThat(reasoning).isPositive();
        assertThat(usage.completionTokens()).isEqualTo(O200kTokens.count(text) + reasoning);
    }

    @Test
    void reads_the_beginning_of_a_long_prompt_from_the_cache_without_being_asked() {
        String manual = "The garden has forty plots. ".repeat(300);

        CompletionUsage first = usage(asking("How many plots?").addSystemMessage(manual));
        CompletionUsage second = usage(asking("How many plots?").addSystemMessage(manual));

        assertThat(first.promptTokensDetails().orElseThrow().cachedTokens()).contains(0L);
        assertThat(second.promptTokens()).isEqualTo(first.promptTokens());
        assertThat(second.promptTokensDetails().orElseThrow().cachedTokens())
                .contains(first.promptTokens() / 128 * 128);
    }

    private CompletionUsage usage(ChatCompletionCreateParams.Builder request) {
        return client.chat().completions().create(request.build()).usage().orElseThrow();
    }

    private static ChatCompletionCreateParams.Builder asking(String question) {
        return ChatCompletionCreateParams.builder().model("gpt-5-mini").addUserMessage(question);
    }

    private List<ChatCompletionChunk> streamed(ChatCompletionCreateParams request) {
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(request)) {
            return chunks.stream().toList();
        }
    }

    private static String text(List<ChatCompletionChunk> chunks) {
        StringBuilder text = new StringBuilder();
        chunks.stream()
                .flatMap(chunk -> chunk.choices().stream())
                .flatMap(choice -> choice.delta().content().stream())
                .forEach(text::append);
        return text.toString();
    }

    private static ChatCompletionMessageFunctionToolCall.Function called(ChatCompletion completion) {
        return completion
                .choices()
                .get(0)
                .message()
                .toolCalls()
                .orElseThrow()
                .get(0)
                .asFunction()
                .function();
    }

    private static ChatCompletionFunctionTool readFile() {
        return ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder().name("read_file").build())
                .build();
    }
}
