package dev.tokenbudget.suites.agents;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.models.Reasoning;
import com.openai.models.ReasoningEffort;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import dev.tokenbudget.suites.inputs.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the cause of a fault with tools that read the log and the sources, on the Responses API of openai-java. */
public final class BugDiagnosisAgent implements AutoCloseable {

    private static final int MOST_ROUNDS = 30;
    private static final int OUTPUTS_KEPT = 1;
    private static final int MOST_RETRIES = 2;
    private static final String HEADING = "Root cause:";
    private static final String DROPPED = "(dropped; call the tool again if you need this)";
    private static final String INSTRUCTIONS = """
            You find the cause of faults in production. Form a hypothesis, look for evidence in the log and in the sources, and
            drop the hypothesis if the evidence contradicts it. Answer with the root cause, the evidence, and a fix. Be brief.""";

    private final OpenAIClient client;
    private final List<AgentTool> tools;

    /**
     * Create an agent that asks the model at a base URL.
     *
     * @param incident the log and the sources that its tools look into
     * @param baseUrl the model's base URL, as the client would get it
     */
    public BugDiagnosisAgent(String baseUrl, Workspace incident) {
        client = OpenAIOkHttpClient.builder().baseUrl(baseUrl).apiKey("none").build();
        WorkspaceTools files = new WorkspaceTools(incident);
        AgentTool readFile = Regression.NUMBERED_LINES.isPlanted() ? files.readNumberedFile() : files.readFile();
        List<AgentTool> plain = List.of(files.listFiles(), readFile, files.searchLog());
        tools = Regression.TOOL_DESCRIPTIONS_REWRITTEN.isPlanted() ? ToolHandbook.describe(plain) : plain;
    }

    /**
     * {@return a diagnosis of the fault that a stack trace shows}
     *
     * @param stackTrace the stack trace of the fault
     */
    public String diagnose(String stackTrace) {
        List<ResponseInputItem> history = new ArrayList<>();
        history.add(ResponseInputItem.ofEasyInputMessage(EasyInputMessage.builder()
                .role(EasyInputMessage.Role.USER)
                .content("Find the cause of this.\n\n" + stackTrace)
                .build()));
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Response response = answerTo(request(trimmed(history)));
            List<ResponseFunctionToolCall> calls = toolCalls(response);
            if (calls.isEmpty()) {
                return text(response);
            }
            for (ResponseFunctionToolCall call : calls) {
                history.add(ResponseInputItem.ofFunctionCall(call));
                history.add(output(call, AgentTool.call(tools, call.name(), arguments(call))));
            }
        }
        throw new IllegalStateException("The model gave no answer in " + MOST_ROUNDS + " rounds.");
    }

    private Response answerTo(ResponseCreateParams request) {
        Response response = client.responses().create(request);
        if (Regression.RETRIES.isPlanted()) {
            for (int retry = 0; retry < MOST_RETRIES && lacksHeading(response); retry++) {
                response = client.responses().create(request);
            }
        }
        return response;
    }

    private static boolean lacksHeading(Response response) {
        return toolCalls(response).isEmpty() && !text(response).startsWith(HEADING);
    }

    private static List<ResponseFunctionToolCall> toolCalls(Response response) {
        return response.output().stream()
                .flatMap(item -> item.functionCall().stream())
                .toList();
    }

    /** Keep what the tools told last; what they told before has been read. */
    private static List<ResponseInputItem> trimmed(List<ResponseInputItem> history) {
        if (Regression.HISTORY_NEVER_TRIMMED.isPlanted()) {
            return history;
        }
        List<ResponseInputItem> trimmed = new ArrayList<>(history);
        int outputs = 0;
        for (int i = trimmed.size() - 1; i >= 0; i--) {
            Optional<ResponseInputItem.FunctionCallOutput> output =
                    trimmed.get(i).functionCallOutput();
            if (output.isPresent() && ++outputs > OUTPUTS_KEPT) {
                trimmed.set(
                        i,
                        ResponseInputItem.ofFunctionCallOutput(
                                output.get().toBuilder().output(DROPPED).build()));
            }
        }
        return trimmed;
    }

    private ResponseCreateParams request(List<ResponseInputItem> input) {
        ResponseCreateParams.Builder request = ResponseCreateParams.builder()
                .model("gpt-5")
                .reasoning(Reasoning.builder()
                        .effort(Regression.HIGHER_EFFORT.isPlanted() ? ReasoningEffort.HIGH : ReasoningEffort.LOW)
                        .build())
                .instructions(INSTRUCTIONS)
                .store(false)
                .inputOfResponse(input);
        tools.forEach(tool -> request.addTool(declaration(tool)));
        return request.build();
    }

    private static FunctionTool declaration(AgentTool tool) {
        return FunctionTool.builder()
                .name(tool.name())
                .description(tool.description())
                .parameters(FunctionTool.Parameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(tool.properties()))
                        .putAdditionalProperty("required", JsonValue.from(tool.required()))
                        .putAdditionalProperty("additionalProperties", JsonValue.from(false))
                        .build())
                .strict(true)
                .build();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> arguments(ResponseFunctionToolCall call) {
        return call.arguments(Map.class);
    }

    private static ResponseInputItem output(ResponseFunctionToolCall call, String output) {
        return ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                .callId(call.callId())
                .output(output)
                .build());
    }

    private static String text(Response response) {
        return response.output().stream()
                .filter(ResponseOutputItem::isMessage)
                .flatMap(item -> item.asMessage().content().stream())
                .flatMap(content -> content.outputText().stream())
                .map(text -> text.text())
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        client.close();
    }
}
