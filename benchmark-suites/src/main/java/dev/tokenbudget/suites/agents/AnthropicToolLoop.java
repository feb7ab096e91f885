package dev.tokenbudget.suites.agents;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.TextBlock;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks a model on anthropic-java, runs the tools it calls, and asks again until it has its answer. */
final class AnthropicToolLoop {

    private static final int MOST_ROUNDS = 30;

    private final AnthropicClient client;
    private final List<AgentTool> tools;

    AnthropicToolLoop(AnthropicClient client, List<AgentTool> tools) {
        this.client = client;
        this.tools = tools;
    }

    /**
     * Return the model's answer to a conversation.
     *
     * @throws IllegalStateException if the model still calls tools after thirty rounds
     */
    String answer(MessageCreateParams.Builder conversation) {
        tools.forEach(tool -> conversation.addTool(declaration(tool)));
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Message message = client.messages().create(conversation.build());
            List<ContentBlockParam> results = message.content().stream()
                    .flatMap(block -> block.toolUse().stream())
                    .map(this::run)
                    .toList();
            if (results.isEmpty()) {
                return text(message);
            }
            conversation.addMessage(message).addUserMessageOfContentBlockParams(results);
        }
        throw new IllegalStateException("The model gave no answer in " + MOST_ROUNDS + " rounds.");
    }

    private ContentBlockParam run(ToolUseBlock call) {
        Map<String, String> arguments = call._input().convert(new TypeReference<>() {});
        return ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                .toolUseId(call.id())
                .content(AgentTool.call(tools, call.name(), arguments == null ? Map.of() : arguments))
                .build());
    }

    private static String text(Message message) {
        return message.content().stream()
                .map(ContentBlock::text)
                .flatMap(block -> block.stream())
                .map(TextBlock::text)
                .collect(Collectors.joining("\n"));
    }

    private static Tool declaration(AgentTool tool) {
        Map<String, JsonValue> properties = new LinkedHashMap<>();
        tool.properties().forEach((name, schema) -> properties.put(name, JsonValue.from(schema)));
        return Tool.builder()
                .name(tool.name())
                .description(tool.description())
                .inputSchema(Tool.InputSchema.builder()
                        .properties(Tool.InputSchema.Properties.builder()
                                .additionalProperties(properties)
                                .build())
                        .required(tool.required())
                        .build())
                .build();
    }
}
