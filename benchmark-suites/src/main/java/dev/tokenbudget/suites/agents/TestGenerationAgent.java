package dev.tokenbudget.suites.agents;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Writes tests for a feature's rules as a stream, and asks again for the rules that were forgotten, on openai-java. */
public final class TestGenerationAgent implements AutoCloseable {

    private static final int MOST_ROUNDS = 3;
    private static final Pattern RULE = Pattern.compile("(?m)^- ((R\\d+): .*(?:\\n  .*)*)");
    private static final String SYSTEM = """
            You write tests with JUnit 5 and AssertJ. Write at least one test for each rule of the feature, and mark it with a
            comment that holds the rule's number, such as // R4. Use fixed moments, never the clock.\s""";
    private static final String CODE_ONLY = "Answer with the code alone.";
    private static final String EXPLAINED =
            "Before each test, explain in detail why it is needed and how it was chosen.";

    private final OpenAIClient client;

    /**
     * Create an agent that asks the model at a base URL.
     *
     * @param baseUrl the model's base URL, as the client would get it
     */
    public TestGenerationAgent(String baseUrl) {
        client = OpenAIOkHttpClient.builder().baseUrl(baseUrl).apiKey("none").build();
    }

    /**
     * {@return tests for a feature: its rules, each a line that begins with "- R1: ", and its source}
     *
     * @param feature the feature's rules, in Markdown
     * @param source the class that follows them
     */
    public String generateTests(String feature, String source) {
        ChatCompletionCreateParams.Builder conversation = ChatCompletionCreateParams.builder()
                .model(Regression.PRICIER_MODEL.isPlanted() ? "gpt-5" : "gpt-5-mini")
                .addSystemMessage(system())
                .addUserMessage(feature + "\n```java\n" + source + "```\n");
        StringBuilder tests = new StringBuilder();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            String answer = stream(conversation.build());
            tests.append(answer);
            List<String> forgotten = rulesWithoutTest(feature, tests);
            if (forgotten.isEmpty()) {
                break;
            }
            conversation
                    .addAssistantMessage(answer)
                    .addUserMessage("These rules have no test yet:\n" + String.join("\n", forgotten));
        }
        return tests.toString();
    }

    private static String system() {
        String system = SYSTEM + (Regression.VERBOSE_ANSWERS.isPlanted() ? EXPLAINED : CODE_ONLY);
        return Regression.FEW_SHOT_EXAMPLES.isPlanted()
                ? system + "\n\n" + PromptFile.read("test-examples.md")
                : system;
    }

    private String stream(ChatCompletionCreateParams params) {
        StringBuilder text = new StringBuilder();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(params)) {
            chunks.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .flatMap(choice -> choice.delta().content().stream())
                    .forEach(text::append);
        }
        return text.toString();
    }

    private static List<String> rulesWithoutTest(String feature, CharSequence tests) {
        return RULE.matcher(feature)
                .results()
                .filter(rule -> !Pattern.compile("// " + rule.group(2) + "\\b")
                        .matcher(tests)
                        .find())
                .map((MatchResult rule) -> rule.group(1))
                .toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
