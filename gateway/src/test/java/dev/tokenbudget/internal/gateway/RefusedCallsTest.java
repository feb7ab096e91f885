package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.recording.RunBudget;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.recording.RunRegistry;
import dev.tokenbudget.internal.recording.SessionBudget;
import dev.tokenbudget.internal.recording.SessionBudgets;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An agent that would go on for ever is stopped by its run's budget; the official clients are used as they come, retries and all. */
class RefusedCallsTest {

    private static final int FOR_EVER = 1_000;

    private final Provider provider = new Provider((request, wire) -> {
        switch (request.target()) {
            case "/v1/messages" -> wire.json(200, Answers.MESSAGE);
            case "/v1/chat/completions" -> wire.json(200, Answers.CHAT);
            case "/v1/responses", "/v1/responses/resp_1" -> wire.json(200, Answers.RESPONSE);
            default -> wire.json(200, "{}");
        }
    });

    private final Gateway gateway = Gateway.start(Upstreams.publicDefaults()
            .with("openai", provider.url() + "/v1")
            .with("anthropic", provider.url())
            .with("gemini", provider.url()));

    private final List<Runnable> opened = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        opened.forEach(Runnable::run);
        gateway.close();
        provider.close();
    }

    @Test
    void stops_a_looping_agent_on_the_anthropic_client_after_its_tokens() {
        RunInProgress run = run(Map.of(Metric.TOTAL, 137L * 3));
        AnthropicClient client = anthropic(run);
        Throwable failure = loop(() -> client.messages().create(ClientRequests.MESSAGE));

        assertThat(failure)
                .isInstanceOf(com.anthropic.errors.PermissionDeniedException.class)
                .hasMessageContainingAll(run.refusal().orElseThrow(), "411 tokens");
        Run ended = GatewayRun.end(run);
        assertThat(provider.requests).hasSize(3);
        assertThat(ended.calls()).as("a refused call is no call").hasSize(3);
        assertThat(ended.stopped()).isPresent();
    }

    @Test
    void stops_a_looping_agent_on_the_openai_client_after_its_tokens() {
        RunInProgress run = run(Map.of(Metric.TOTAL, 400L));
        OpenAIClient client = openAi(run);
        Throwable failure = loop(() -> client.chat().completions().create(ClientRequests.CHAT));

        assertThat(failure)
                .isInstanceOf(com.openai.errors.PermissionDeniedException.class)
                .hasMessageContainingAll(run.refusal().orElseThrow(), "450 tokens");
        assertThat(provider.requests).hasSize(3);
    }

    @Test
    void stops_an_agent_on_the_responses_api_after_its_calls() {
        RunInProgress run = run(Map.of(Metric.CALLS, 2L));
        OpenAIClient client = openAi(run);
        Throwable failure = loop(() -> client.responses().create(ClientRequests.RESPONSE));

        assertThat(failure).hasMessageContainingAll(run.refusal().orElseThrow(), "2 (maxCalls)");
        assertThat(provider.requests).hasSize(2);
    }

    @Test
    void stops_a_looping_agent_at_its_cost() {
        RunInProgress run = run(new Budget(Map.of(Metric.COST_USD, new BigDecimal("0.00025"))));
        AnthropicClient client = anthropic(run);
        MessageCreateParams message =
                ClientRequests.MESSAGE.toBuilder().model("claude-haiku-4-5").build();
        // 10 × 1 + 100 × 0.10 + 15 × 1.25 + 5 × 2 + 7 × 5 = 83.75 per million, three times
        Throwable failure = loop(() -> client.messages().create(message));

        assertThat(failure)
                .isInstanceOf(com.anthropic.errors.PermissionDeniedException.class)
                .hasMessageContainingAll(run.refusal().orElseThrow(), "$0.000251", "$0.00025 ");
        assertThat(provider.requests).hasSize(3);
    }

    @Test
    void stops_a_stream_before_it_begins() {
        RunInProgress run = run(Map.of(Metric.TOTAL, 100L));
        AnthropicClient client = anthropic(run);
        client.messages().create(ClientRequests.MESSAGE);

        Throwable failure = loop(() -> {
            try (StreamResponse<RawMessageStreamEvent> stream =
                    client.messages().createStreaming(ClientRequests.MESSAGE)) {
                stream.stream().forEach(event -> {});
            }
        });

        assertThat(failure).hasMessageContainingAll(run.refusal().orElseThrow(), "100 (maxTotal)");
        assertThat(provider.requests).hasSize(1);
    }

    @Test
    void neither_client_sends_a_refused_call_again() throws Exception {
        RunInProgress run = run(Map.of(Metric.CALLS, 1L));
        run.record("acme", "model", 1, 1);
        RunRoute route = gateway.open(run);
        try (Provider between = passingOnTo(route.rootUrl("anthropic"))) {
            AnthropicClient anthropic = anthropic(between.url());
            OpenAIClient openAi = openAi(between.url() + "/v1");
            loop(() -> anthropic.messages().create(ClientRequests.MESSAGE));
            loop(() -> openAi.chat().completions().create(ClientRequests.CHAT));

            assertThat(between.requests).hasSize(2);
        }
        assertThat(provider.requests).isEmpty();
    }

    @Test
    void tells_each_provider_s_client_in_its_own_shape() {
        RunInProgress run = run(Map.of(Metric.TOTAL, 1L));
        run.record("acme", "model", 1, 1);
        RunRoute route = gateway.open(run);

        HttpResponse<byte[]> anthropic =
                Client.post(route.baseUrl("anthropic") + "/v1/messages", "{\"model\":\"m\",\"messages\":[]}");
        HttpResponse<byte[]> gemini = Client.post(
                route.rootUrl("gemini") + "/v1beta/models/gemini-test:generateContent", "{\"contents\":[]}");

        assertThat(anthropic.statusCode()).isEqualTo(403);
        assertThat(text(anthropic))
                .startsWith(
                        "{\"type\":\"error\",\"error\":{\"type\":\"permission_error\",\"message\":\"TokenBudget did not send");
        assertThat(gemini.statusCode()).isEqualTo(403);
        assertThat(text(gemini)).contains("\"code\":403", "\"status\":\"PERMISSION_DENIED\"");
        assertThat(provider.requests).isEmpty();
    }

    @Test
    void what_costs_nothing_still_passes() {
        RunInProgress run = run(Map.of(Metric.CALLS, 1L));
        RunRoute route = gateway.open(run);
        Client.post(route.baseUrl("openai") + "/responses", "{\"model\":\"gpt-test\",\"background\":true}");

        HttpResponse<byte[]> fetched = Client.get(route.baseUrl("openai") + "/responses/resp_1");
        HttpResponse<byte[]> models = Client.get(route.baseUrl("openai") + "/models");

        assertThat(fetched.statusCode()).isEqualTo(200);
        assertThat(models.statusCode()).isEqualTo(200);
        assertThat(GatewayRun.end(run).stopped()).isEmpty();
    }

    @Test
    void a_session_that_is_used_up_stops_calls_of_no_run_too() {
        SessionBudget session = new SessionBudget(Budget.of(Map.of(Metric.TOTAL, 1L)), PriceList::bundled);
        session.add(LooseCall.outside(
                ModelCall.builder("acme", "m").usage(TokenUsage.of(1, 1)).build()));
        RunRegistry.limitLooseCallsBy(new SessionBudgets(session, SessionBudget.unlimited()));
        try {
            HttpResponse<byte[]> refused = Client.post(
                    gateway.sharedBaseUrl("openai") + "/chat/completions", "{\"model\":\"m\",\"messages\":[]}");

            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(text(refused)).contains("1 (tokenbudget.maxTotal)");
        } finally {
            RunRegistry.limitLooseCallsBy(SessionBudgets.unlimited());
        }
        assertThat(provider.requests).isEmpty();
    }

    private static RunInProgress run(Map<Metric, Long> limits) {
        return run(Budget.of(limits));
    }

    private static RunInProgress run(Budget budget) {
        return new RunInProgress(
                new TaskId("example.Benchmark", "task"),
                1,
                Instant.now(),
                new RunBudget(budget, SessionBudget.unlimited(), PriceList::bundled),
                Duration.ZERO,
                loose -> {});
    }

    private AnthropicClient anthropic(RunInProgress run) {
        return anthropic(gateway.open(run).baseUrl("anthropic"));
    }

    private AnthropicClient anthropic(String baseUrl) {
        AnthropicClient client = AnthropicOkHttpClient.builder()
                .apiKey("secret")
                .baseUrl(baseUrl)
                .build();
        opened.add(client::close);
        return client;
    }

    private OpenAIClient openAi(RunInProgress run) {
        return openAi(gateway.open(run).baseUrl("openai"));
    }

    private OpenAIClient openAi(String baseUrl) {
        OpenAIClient client =
                OpenAIOkHttpClient.builder().apiKey("secret").baseUrl(baseUrl).build();
        opened.add(client::close);
        return client;
    }

    /** Return a server that counts what a client sends before it gets to {@code url}. */
    private static Provider passingOnTo(String url) {
        return new Provider((request, wire) -> {
            HttpResponse<byte[]> answer = Client.post(url + request.target(), request.text());
            wire.whole(answer.statusCode(), "application/json", answer.body());
        });
    }

    /** Return what ends an agent that goes on until its client throws. */
    private static Throwable loop(ThrowingCallable step) {
        return catchThrowableOfType(RuntimeException.class, () -> {
            for (int i = 0; i < FOR_EVER; i++) {
                step.call();
            }
        });
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
