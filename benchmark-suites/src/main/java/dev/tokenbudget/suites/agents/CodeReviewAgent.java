package dev.tokenbudget.suites.agents;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;
import dev.tokenbudget.suites.inputs.Workspace;
import java.util.List;

/** Reviews a pull request with tools that look into the repository, on anthropic-java. */
public final class CodeReviewAgent implements AutoCloseable {

    private static final String SYSTEM = """
            You review pull requests of a web shop written in Java. Look at the code around the change before you judge it; use
            the tools for that, and only as often as you need to. Report faults that matter: what goes wrong, for which input,
            and what to do instead. Sort them into "Must change" and "Should change". Be brief.""";

    private final AnthropicClient client;
    private final List<AgentTool> tools;

    /**
     * Create an agent that asks the model at a base URL.
     *
     * @param repository the files that its tools look into
     * @param baseUrl the model's base URL, as the client would get it
     */
    public CodeReviewAgent(String baseUrl, Workspace repository) {
        client = AnthropicOkHttpClient.builder().baseUrl(baseUrl).apiKey("none").build();
        WorkspaceTools files = new WorkspaceTools(repository);
        AgentTool readFile = Regression.LARGER_TOOL_RESULTS.isPlanted() ? files.readAnnotatedFile() : files.readFile();
        tools = List.of(files.listFiles(), readFile, files.search(), files.runLinter());
    }

    /**
     * {@return a review of a change}
     *
     * @param diff the change in the unified format of git
     */
    public String review(String diff) {
        return new AnthropicToolLoop(client, tools)
                .answer(MessageCreateParams.builder()
                        .model("claude-sonnet-4-5")
                        .maxTokens(4_000)
                        .system(system())
                        .addUserMessage("Review this pull request.\n\n" + diff));
    }

    private static String system() {
        return Regression.LONGER_SYSTEM_PROMPT.isPlanted()
                ? SYSTEM + "\n\n" + PromptFile.read("team-guide.md")
                : SYSTEM;
    }

    @Override
    public void close() {
        client.close();
    }
}
