package dev.tokenbudget.suites.agents;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.CacheControlEphemeral;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.TextBlockParam;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes the documentation of an API, one operation after the other, on anthropic-java. The description of the API is the
 * same for all of them, so it is kept in the prompt cache.
 */
public final class ApiDocumentationAgent implements AutoCloseable {

    private static final Pattern OPERATION = Pattern.compile("operationId: (\\w+)");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final String SYSTEM = """
            You write reference documentation for programmers. For the operation that you are asked about, say what it does, who
            may call it, what goes in, what comes out, and which errors to expect, with a short example where it helps. Leave out
            what the heading says already. Be brief. This is the description of the whole API:

            """;

    private final AnthropicClient client;

    /**
     * Create an agent that asks the model at a base URL.
     *
     * @param baseUrl the model's base URL, as the client would get it
     */
    public ApiDocumentationAgent(String baseUrl) {
        client = AnthropicOkHttpClient.builder().baseUrl(baseUrl).apiKey("none").build();
    }

    /**
     * {@return the documentation of all operations of an OpenAPI description, in YAML}
     *
     * @param openApi the description of the API, in YAML
     */
    public String document(String openApi) {
        List<AgentTool> tools = tools(openApi);
        return OPERATION
                .matcher(openApi)
                .results()
                .map(operation ->
                        new AnthropicToolLoop(client, tools).answer(conversation(openApi, operation.group(1))))
                .collect(Collectors.joining("\n\n"));
    }

    private static MessageCreateParams.Builder conversation(String openApi, String operation) {
        return MessageCreateParams.builder()
                .model("claude-haiku-4-5")
                .maxTokens(2_000)
                .systemOfTextBlockParams(List.of(TextBlockParam.builder()
                        .text(system() + openApi)
                        .cacheControl(CacheControlEphemeral.builder().build())
                        .build()))
                .addUserMessage("Document the operation " + operation + ".");
    }

    private static String system() {
        return Regression.TIMESTAMP_IN_PROMPT.isPlanted()
                ? "It is " + TIME.format(Instant.now()) + ".\n\n" + SYSTEM
                : SYSTEM;
    }

    private static List<AgentTool> tools(String openApi) {
        List<AgentTool> tools = new ArrayList<>();
        tools.add(AgentTool.of(
                        "read_schema",
                        "Read one schema of the API with all that it refers to.",
                        arguments -> schema(openApi, arguments))
                .with("name", "The schema's name"));
        if (Regression.THREE_MORE_TOOLS.isPlanted()) {
            tools.addAll(OfficeTools.all());
        }
        return List.copyOf(tools);
    }

    private static String schema(String openApi, Map<String, String> arguments) {
        String name = String.valueOf(arguments.get("name"));
        String yaml = Pattern.compile("(?m)^    " + Pattern.quote(name) + ":\\n(?:      .*\\n)+")
                .matcher(openApi)
                .results()
                .map(found -> found.group())
                .collect(Collectors.joining());
        if (yaml.isEmpty()) {
            throw new IllegalArgumentException("there is no schema " + name);
        }
        return yaml;
    }

    @Override
    public void close() {
        client.close();
    }
}
