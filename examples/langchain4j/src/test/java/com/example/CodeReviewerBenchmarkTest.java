package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

@TokenBudget(maxTotal = 20_000)
class CodeReviewerBenchmarkTest {

    private static final Path SHOP = Path.of("src/test/resources/shop");

    @BenchmarkTask
    void reviewsDiscountCodes(ModelGateway gateway) throws IOException {
        ChatModel model = OpenAiChatModel.builder()
                .baseUrl(gateway.openAi()) // all that TokenBudget needs: the gateway's URL in place of the provider's
                .apiKey(System.getenv().getOrDefault("OPENAI_API_KEY", "none"))
                .modelName("gpt-5-mini")
                .build();

        String review = new CodeReviewer(model, new Repository(SHOP), instructions())
                .review(Files.readString(SHOP.resolve("discount-codes.diff")));

        assertThat(review).contains("null check", "SQL injection");
    }

    /** With -Dregression, somebody has put the whole style guide into the instructions. */
    private static String instructions() throws IOException {
        String file = System.getProperty("regression") == null ? "instructions.md" : "instructions-with-style-guide.md";
        return Files.readString(Path.of("src/main/resources", file));
    }
}
