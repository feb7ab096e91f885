package dev.tokenbudget.springai;

import dev.tokenbudget.testkit.LoopbackProvider;
import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.usage.ModelCall;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Starts an application, on whatever class path it finds itself, makes one call and prints what was charged. */
final class OneCall {

    private OneCall() {}

    /**
     * Start here.
     *
     * @param arguments whose model to call, or {@code none}
     */
    public static void main(String[] arguments) {
        try (LoopbackProvider provider = LoopbackProvider.start()
                        .answering("/messages", "anthropic-message")
                        .answering("/chat/completions", "openai-chat");
                ConfigurableApplicationContext application = start(arguments[0], provider);
                ObservedRun run = ObservedRun.start("one call")) {
            if (arguments[0].equals("none")) {
                System.out.println("Observations: "
                        + application.getBeansOfType(ObservationRegistry.class).size());
                return;
            }
            application.getBean(ChatModel.class).call("Hello?");
            ModelCall call = run.onlyCall();
            System.out.println("Call: " + call.provider() + " " + call.status() + " "
                    + call.usage().total().orElse(-1));
        }
    }

    private static ConfigurableApplicationContext start(String name, LoopbackProvider provider) {
        Class<?> application =
                name.equals("anthropic") ? AnthropicApplicationTest.Application.class : Application.class;
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .properties(
                        "provider=" + provider.url(),
                        "spring.ai.openai.base-url=" + provider.url() + "/v1",
                        "spring.ai.openai.api-key=none",
                        "spring.ai.openai.chat.model=gpt-test")
                .run();
    }

    @Configuration
    @EnableAutoConfiguration
    static class Application {}
}
