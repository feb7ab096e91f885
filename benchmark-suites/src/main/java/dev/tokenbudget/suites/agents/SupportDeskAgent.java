package dev.tokenbudget.suites.agents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.tokenbudget.suites.agents.SupportChat.Turn;
import dev.tokenbudget.suites.inputs.Customer;
import dev.tokenbudget.suites.inputs.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Answers a customer from help articles, on Chat Completions of openai-java: each question comes with the articles that fit it
 * best, a summariser keeps the history short, and a judge reads the finished chat.
 */
public final class SupportDeskAgent implements AutoCloseable {

    private static final int FEW_ARTICLES = 3;
    private static final int MANY_ARTICLES = 8;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DESK = """
            You answer customers of a night train line. Use the articles that come with a question, and nothing that you know
            otherwise; if they do not tell, say so and offer the phone. Be friendly without flourish, use plain words, and name
            amounts and periods exactly as the articles do. Answer with a JSON object that has one field, "reply": what the
            customer reads, as plain text. Be brief.""";
    private static final String SUMMARISER = """
            You summarise chats of a support desk. Keep what a colleague needs to go on: what happened to the customer, what was
            asked, what was promised, numbers and names. Leave out greetings. Be brief.""";
    private static final String JUDGE = """
            You check chats of a support desk. Begin with GOOD or POOR, then say for each answer whether the articles bear it out
            and whether it tells what the customer asked for. Be brief.""";

    private final OpenAIClient client;
    private final HelpArticles articles;

    /**
     * Create an agent that asks the model at a base URL.
     *
     * @param baseUrl the model's base URL, as the client would get it
     * @param articles the help articles, one file each
     */
    public SupportDeskAgent(String baseUrl, Workspace articles) {
        client = OpenAIOkHttpClient.builder().baseUrl(baseUrl).apiKey("none").build();
        this.articles = new HelpArticles(articles);
    }

    /**
     * {@return all answers that the customer got}
     *
     * @param customer asks, and replies to each answer
     */
    public String serve(Customer customer) {
        SupportChat chat = new SupportChat();
        Optional<String> question = Optional.of(customer.firstQuestion());
        while (question.isPresent()) {
            if (chat.hasUnsummarised() && !Regression.SUMMARISER_REMOVED.isPlanted()) {
                chat.summariseBy(summaryOf(chat));
            }
            Turn turn = answer(question.get(), chat);
            chat.add(turn);
            question = customer.replyTo(turn.reply());
        }
        String opinion = judge(chat, "");
        if (Regression.SECOND_OPINION.isPlanted()) {
            judge(chat, "\n\nAnother judge said: " + opinion);
        }
        return chat.replies();
    }

    private Turn answer(String question, SupportChat chat) {
        List<String> found =
                articles.bestFor(question, Regression.RETRIEVAL_TOP_K.isPlanted() ? MANY_ARTICLES : FEW_ARTICLES);
        ChatCompletionCreateParams.Builder prompt = prompt("desk", DESK);
        if (Regression.RESPONSE_SCHEMA.isPlanted()) {
            prompt.responseFormat(schema());
        }
        chat.ask(question, found, prompt);
        String completion = completion(prompt);
        return new Turn(question, found, completion, reply(completion));
    }

    private String summaryOf(SupportChat chat) {
        return completion(prompt("summariser", SUMMARISER).addUserMessage("Summarise this.\n\n" + chat.toSummarise()));
    }

    private String judge(SupportChat chat, String earlierOpinion) {
        ChatCompletionCreateParams.Builder prompt = prompt("judge", JUDGE);
        chat.judge("Judge this chat.\n\n" + chat.transcript() + earlierOpinion, prompt);
        return completion(prompt);
    }

    private static ChatCompletionCreateParams.Builder prompt(String role, String system) {
        return ChatCompletionCreateParams.builder()
                .model("gpt-5-mini")
                .putAdditionalHeader("TokenBudget-Agent", role)
                .addSystemMessage(system);
    }

    private String completion(ChatCompletionCreateParams.Builder prompt) {
        return client.chat().completions().create(prompt.build()).choices().stream()
                .flatMap(choice -> choice.message().content().stream())
                .collect(Collectors.joining())
                .strip();
    }

    private static String reply(String completion) {
        try {
            return JSON.readTree(completion).path("reply").asText(completion);
        } catch (JsonProcessingException e) {
            return completion;
        }
    }

    private static ResponseFormatJsonSchema schema() {
        try {
            Map<String, JsonValue> schema = new LinkedHashMap<>();
            JSON.readTree(PromptFile.read("reply-schema.json"))
                    .fields()
                    .forEachRemaining(field -> schema.put(field.getKey(), JsonValue.fromJsonNode(field.getValue())));
            return ResponseFormatJsonSchema.builder()
                    .jsonSchema(ResponseFormatJsonSchema.JsonSchema.builder()
                            .name("reply")
                            .schema(ResponseFormatJsonSchema.JsonSchema.Schema.builder()
                                    .additionalProperties(schema)
                                    .build())
                            .build())
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("reply-schema.json is not JSON", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
