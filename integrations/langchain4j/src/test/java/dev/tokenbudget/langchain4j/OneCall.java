package dev.tokenbudget.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.output.TokenUsage;
import dev.tokenbudget.testkit.LoopbackProvider;
import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.usage.ModelCall;

/** Makes one call with one provider's module, on whatever class path it finds itself, and prints what was charged. */
final class OneCall {

    private OneCall() {}

    /**
     * Start here.
     *
     * @param arguments whose model to call
     */
    public static void main(String[] arguments) {
        try (LoopbackProvider provider = LoopbackProvider.start();
                ObservedRun run = ObservedRun.start("one call")) {
            model(arguments[0], provider, new ChatUsageListener()).chat("Hello?");
            ModelCall call = run.onlyCall();
            System.out.println(call.provider() + " " + call.status() + " "
                    + call.usage().total().orElse(-1));
        }
        System.exit(0);
    }

    private static ChatModel model(String name, LoopbackProvider provider, ChatModelListener listener) {
        Models models = new Models(provider);
        return switch (name) {
            case "anthropic" -> models.anthropic(listener);
            case "bedrock" -> BedrockModels.bedrock(BedrockModels.client(provider), listener);
            case "gemini" -> models.gemini(listener);
            case "openai" -> models.openAi(listener);
            default -> new OwnModel(new TokenUsage(30, 12), listener);
        };
    }
}
