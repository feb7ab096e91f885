package dev.tokenbudget.springai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.run.RunRecorder;
import dev.tokenbudget.testkit.LoopbackProvider;
import dev.tokenbudget.usage.UsageSource;
import java.io.PrintWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * As docs/clients.md tells it: the context gets the URL that all runs of the class share. It is run by {@link
 * SpringBootBenchmarkTest}, in a JVM whose upstream is a provider on loopback.
 */
@SpringBootTest(
        classes = SpringBootBenchmark.Application.class,
        properties = {
            "spring.ai.openai.api-key=none",
            "spring.ai.openai.chat.model=gpt-test",
            "spring.main.web-application-type=none"
        })
@TokenBudget
class SpringBootBenchmark {

    private static String openai = "";

    @Autowired
    private ChatModel model;

    @BeforeAll
    static void url(ModelGateway gateway) {
        openai = gateway.openAi();
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("spring.ai.openai.base-url", () -> openai);
    }

    @BenchmarkTask(runs = 2)
    void each_run_is_charged_with_its_own_call(RunRecorder recorder) {
        model.call("Hello?");

        assertThat(recorder.run().calls()).singleElement().satisfies(call -> {
            assertThat(call.source()).isEqualTo(UsageSource.GATEWAY);
            assertThat(call.usage().total()).hasValue(1500);
        });
    }

    /** Start here. */
    public static void main(String[] arguments) {
        try (LoopbackProvider provider = LoopbackProvider.start().answering("/chat/completions", "openai-chat")) {
            System.setProperty("tokenbudget.upstream.openai", provider.url() + "/v1");
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(DiscoverySelectors.selectClass(SpringBootBenchmark.class))
                                    .build(),
                            listener);
            listener.getSummary().printFailuresTo(new PrintWriter(System.out, true, UTF_8));
            System.out.println("Succeeded: " + listener.getSummary().getTestsSucceededCount());
        }
        System.exit(0);
    }

    @Configuration
    @EnableAutoConfiguration
    static class Application {}
}
