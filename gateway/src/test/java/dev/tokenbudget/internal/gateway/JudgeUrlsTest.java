package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.recording.RunBudget;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.recording.RunRegistry;
import dev.tokenbudget.internal.recording.SessionBudget;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.usage.ModelCall;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A judge's calls through the gateway: by a URL of its own, or by a header. */
class JudgeUrlsTest {

    private static final String ASKED =
            "{\"model\":\"gpt-5\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello?\"}]}";
    private static final String COMPLETIONS = "/v1/chat/completions";

    @Test
    void have_a_key_of_their_own_for_the_same_run() throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider)) {
            RunRoute judge = gateway.gateway.open(gateway.run.judge());
            Client.post(gateway.url(COMPLETIONS), ASKED);
            Client.post(judge.rootUrl(GatewayRun.UPSTREAM) + COMPLETIONS, ASKED);

            Run run = GatewayRun.end(gateway.run);
            assertThat(judge.rootUrl("openai")).isNotEqualTo(gateway.route.rootUrl("openai"));
            assertThat(run.calls()).hasSize(1);
            assertThat(run.judgeCalls()).singleElement().satisfies(call -> {
                assertThat(call.role()).isEqualTo(ModelCall.Role.JUDGE);
                assertThat(call.usage()).isEqualTo(run.calls().get(0).usage());
            });
        }
    }

    @Test
    void need_not_be_used_where_a_header_says_so_that_the_provider_does_not_get() throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url(COMPLETIONS), ASKED, "TokenBudget-Role", "Judge");

            Run run = GatewayRun.end(gateway.run);
            assertThat(run.calls()).isEmpty();
            assertThat(run.judgeCalls()).hasSize(1);
            assertThat(provider.onlyRequest().headers().keySet()).noneMatch(name -> name.startsWith("tokenbudget"));
        }
    }

    @Test
    void leave_a_call_with_an_unknown_role_to_the_agent_whose_url_it_used() throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider)) {
            HttpResponse<byte[]> answer = Client.post(gateway.url(COMPLETIONS), ASKED, "TokenBudget-Role", "grader");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(gateway.onlyCall().role()).isEqualTo(ModelCall.Role.AGENT);
        }
    }

    @Test
    void charge_the_judge_of_the_only_run_under_way_where_they_are_shared() throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider);
                RunRegistry.Scope active = RunRegistry.enter(gateway.run)) {
            Client.post(gateway.gateway.sharedOfJudge().baseUrl("openai") + "/chat/completions", ASKED);
            Client.post(gateway.gateway.sharedBaseUrl("openai") + "/chat/completions", ASKED);

            Run run = GatewayRun.end(gateway.run);
            assertThat(run.calls()).hasSize(1);
            assertThat(run.judgeCalls()).hasSize(1);
        }
    }

    @Test
    void tell_an_unattributed_call_of_a_judge_from_one_of_an_agent() throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider);
                RunRegistry.Scope one = RunRegistry.enter(gateway.run);
                RunRegistry.Scope other = RunRegistry.enter(gateway.newRun())) {
            RunRegistry.sendLooseCallsTo(gateway.loose::add);
            Client.post(gateway.gateway.sharedOfJudge().baseUrl("openai") + "/chat/completions", ASKED);

            assertThat(gateway.loose).singleElement().satisfies(loose -> {
                assertThat(loose.reason()).isEqualTo(LooseCall.Reason.UNATTRIBUTED);
                assertThat(loose.call().role()).isEqualTo(ModelCall.Role.JUDGE);
            });
        } finally {
            RunRegistry.sendLooseCallsTo(call -> {});
        }
    }

    @Test
    void charge_a_call_that_comes_after_the_runs_end_as_a_late_one_of_the_judge() throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider)) {
            RunRoute judge = gateway.gateway.open(gateway.run.judge());
            GatewayRun.end(gateway.run);
            Client.post(judge.rootUrl(GatewayRun.UPSTREAM) + COMPLETIONS, ASKED);

            assertThat(gateway.loose).singleElement().satisfies(loose -> {
                assertThat(loose.reason()).isEqualTo(LooseCall.Reason.LATE);
                assertThat(loose.call().role()).isEqualTo(ModelCall.Role.JUDGE);
            });
        }
    }

    @Test
    void stop_the_judge_at_its_limit_by_name_and_never_the_agent() throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT.replace("gpt-test-2026", "gpt-5"));
                GatewayRun gateway = new GatewayRun(provider)) {
            RunInProgress run = judgeLimitedTo("0.000001");
            RunRoute agent = gateway.gateway.open(run);
            RunRoute judge = gateway.gateway.open(run.judge());
            HttpResponse<byte[]> first = Client.post(judge.baseUrl("openai") + "/chat/completions", ASKED);
            HttpResponse<byte[]> second = Client.post(judge.baseUrl("openai") + "/chat/completions", ASKED);
            HttpResponse<byte[]> ofAgent = Client.post(agent.baseUrl("openai") + "/chat/completions", ASKED);

            assertThat(List.of(first.statusCode(), second.statusCode(), ofAgent.statusCode()))
                    .endsWith(403, 200);
            assertThat(new String(second.body(), StandardCharsets.UTF_8)).contains("task's judge", "(maxJudgeCostUsd)");
            Run ended = GatewayRun.end(run);
            assertThat(ended.stopped()).isEmpty();
            assertThat(ended.calls()).hasSize(1);
            assertThat(ended.judge().stopped()).isPresent();
        }
    }

    @Test
    void count_a_stream_and_a_refused_attempt_as_those_of_an_agent_are() throws Exception {
        try (Provider provider = new Provider((request, wire) -> {
                    if (request.text().contains("\"stream\":true")) {
                        wire.events(Answers.CHAT_STREAM);
                    } else {
                        wire.json(429, "{\"error\":{\"message\":\"slow down\"}}");
                    }
                });
                GatewayRun gateway = new GatewayRun(provider)) {
            String url = gateway.gateway.open(gateway.run.judge()).baseUrl("openai") + "/chat/completions";
            Client.post(url, ASKED);
            Client.post(url, ASKED.replace("{\"model\"", "{\"stream\":true,\"model\""));

            List<ModelCall> calls = GatewayRun.end(gateway.run).judgeCalls();
            assertThat(calls).hasSize(2);
            assertThat(calls).filteredOn(ModelCall::isBilled).singleElement().satisfies(call -> {
                assertThat(call.streamed()).isTrue();
                assertThat(call.usage().total()).isPresent();
            });
        }
    }

    private static RunInProgress judgeLimitedTo(String usd) {
        return new RunInProgress(
                new TaskId("example.Benchmark", "task"),
                1,
                Instant.now(),
                RunBudget.unlimited(),
                new RunBudget(
                        ModelCall.Role.JUDGE,
                        new Budget(Map.of(Metric.COST_USD, new BigDecimal(usd))),
                        SessionBudget.unlimited(),
                        PriceList::bundled),
                Duration.ZERO,
                late -> {});
    }
}
