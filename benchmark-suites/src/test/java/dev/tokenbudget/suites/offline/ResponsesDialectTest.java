package dev.tokenbudget.suites.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.models.Reasoning;
import com.openai.models.ReasoningEffort;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseUsage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponsesDialectTest extends OpenAiClientTest {

    @Test
    void answers_with_text_and_counts_it() {
        Response response = client.responses().create(asking("How are you?").build());

        ResponseUsage usage = response.usage().orElseThrow();
        assertThat(text(response)).contains("answer it in general terms");
        assertThat(response.status()).contains(ResponseStatus.COMPLETED);
        assertThat(usage.inputTokens()).isEqualTo(O200kTokens.count("How are you?"));
        assertThat(usage.outputTokens()).isEqualTo(O200kTokens.count(text(response)));
        assertThat(usage.totalTokens()).isEqualTo(usage.inputTokens() + usage.outputTokens());
    }

    @Test
    void streams_the_text_in_pieces_and_then_the_whole_response() {
        List<ResponseStreamEvent> events = streamed(asking("How are you?").build());

        StringBuilder pieces = new StringBuilder();
        events.stream()
                .flatMap(event -> event.outputTextDelta().stream())
                .forEach(delta -> pieces.append(delta.delta()));
        Response response = events.get(events.size() - 1).asCompleted().response();
        assertThat(events.get(0).isCreated()).isTrue();
        assertThat(pieces).hasToString(text(response));
        assertThat(response.usage().orElseThrow().outputTokens()).isEqualTo(O200kTokens.count(text(response)));
    }

    @Test
    void calls_a_tool_that_the_request_offers() {
        ResponseCreateParams request =
                asking("Review this.\ndiff --git a b").addTool(readFile()).build();

        ResponseFunctionToolCall call = called(client.responses().create(request));

        assertThat(call.name()).isEqualTo("read_file");
        assertThat(call.arguments()).contains("DiscountService.java");
        List<ResponseStreamEvent> events = streamed(request);
        StringBuilder arguments = new StringBuilder();
        events.stream()
                .flatMap(event -> event.functionCallArgumentsDelta().stream())
                .forEach(delta -> arguments.append(delta.delta()));
        assertThat(arguments).hasToString(call.arguments());
        assertThat(called(events.get(events.size() - 1).asCompleted().response())
                        .arguments())
                .isEqualTo(call.arguments());
    }

    @Test
    void continues_a_stored_response_and_counts_all_that_came_before() {
        ResponseCreateParams request =
                asking("Review this.\ndiff --git a b").addTool(readFile()).build();
        Response first = client.responses().create(request);
        ResponseFunctionToolCall call = called(first);

        Response second = client.responses()
                .create(ResponseCreateParams.builder()
                        .model("gpt-5")
                        .addTool(readFile())
                        .previousResponseId(first.id())
                        .inputOfResponse(List.of(
                                ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                                        .callId(call.callId())
                                        .output("class DiscountService {}")
                                        .build())))
                        .build());

        ResponseUsage before = first.usage().orElseThrow();
        assertThat(second.usage().orElseThrow().inputTokens())
                .isEqualTo(before.inputTokens()
                        + O200kTokens.count(text(first))
                        + O200kTokens.count(call.name() + call.arguments())
                        + O200kTokens.count("class DiscountService {}"));
    }

    @Test
    void refuses_to_continue_a_response_that_it_does_not_know() {
        ResponseCreateParams request =
                asking("And then?").previousResponseId("resp_none").build();

        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> client.responses().create(request))
                .withMessageContaining("resp_none");
    }

    @Test
    void counts_reasoning_as_output_without_showing_it() {
        Response response = client.responses()
                .create(asking("How are you?")
                        .reasoning(Reasoning.builder()
                                .effort(ReasoningEffort.MEDIUM)
                                .build())
                        .build());

        ResponseUsage usage = response.usage().orElseThrow();
        long reasoning = usage.outputTokensDetails().reasoningTokens();
        assertThat(reasoning).isPositive();
        assertThat(response.output().get(0).isReasoning()).isTrue();
        assertThat(usage.outputTokens()).isEqualTo(O200kTokens.count(text(response)) + reasoning);
    }

    @Test
    void is_incomplete_when_the_answer_is_longer_than_the_request_allows() {
        Response response = client.responses()
                .create(asking("How are you?").maxOutputTokens(5).build());

        assertThat(response.status()).contains(ResponseStatus.INCOMPLETE);
        assertThat(response.usage().orElseThrow().outputTokens()).isEqualTo(5);
    }

    private static ResponseCreateParams.Builder asking(String question) {
        return ResponseCreateParams.builder().model("gpt-5").input(question);
    }

    private List<ResponseStreamEvent> streamed(ResponseCreateParams request) {
        try (StreamResponse<ResponseStreamEvent> events = client.responses().createStreaming(request)) {
            return events.stream().toList();
        }
    }

    private static String text(Response response) {
        StringBuilder text = new StringBuilder();
        response.output().stream()
                .flatMap(item -> item.message().stream())
                .flatMap(message -> message.content().stream())
                .forEach(content -> text.append(content.asOutputText().text()));
        return text.toString();
    }

    private static ResponseFunctionToolCall called(Response response) {
        return response.output().stream()
                .flatMap(item -> item.functionCall().stream())
                .findFirst()
                .orElseThrow();
    }

    private static FunctionTool readFile() {
        return FunctionTool.builder()
                .name("read_file")
                .parameters(FunctionTool.Parameters.builder().build())
                .strict(false)
                .build();
    }
}
