package dev.tokenbudget.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Origin;
import dev.tokenbudget.internal.history.RunEntry;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway in front of a running application, as a process of its own. */
class GatewayProcessTest {

    private static final String STREAM =
            "{\"model\":\"gpt-4o\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Answer slowly\"}]}";

    @TempDir
    Path folder;

    private StandInProvider provider;

    @BeforeEach
    void startProvider() throws Exception {
        provider = new StandInProvider();
    }

    @AfterEach
    void stopProvider() {
        provider.close();
    }

    @Test
    void writes_what_calls_used_to_the_history_with_whose_they_are() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder, provider, "--label", "environment=staging")) {
            gateway.ask(
                    "TokenBudget-Session", "support-42",
                    "TokenBudget-Label-Task", "answer a ticket",
                    "TokenBudget-Label-Team", "support",
                    "TokenBudget-Agent", "planner");
            provider.endStreams();
            gateway.ask(STREAM, new String[] {"TokenBudget-Session", "support-42", "TokenBudget-Role", "judge"});
        }

        RunEntry session = single(Sessions.in(folder));
        assertThat(session.id()).startsWith("support-42@");
        assertThat(session.origin()).isEqualTo(Origin.GATEWAY);
        assertThat(session.task()).isEqualTo("answer a ticket");
        assertThat(session.labels().value("team")).isEqualTo("support");
        assertThat(session.labels().value("environment")).isEqualTo("staging");
        assertThat(session.calls()).extracting(CallEntry::agent).containsExactly("planner", "");
        assertThat(session.calls()).extracting(call -> call.role().name()).containsExactly("AGENT", "JUDGE");
        assertThat(session.calls())
                .extracting(call -> call.usage().total().orElse(0))
                .containsExactly(1_200L, 1_200L);
        assertThat(session.calls())
                .allSatisfy(call -> assertThat(call.costUsd()).isPresent());
    }

    @Test
    void takes_a_call_that_names_no_session_for_one_of_its_own() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder, provider)) {
            gateway.ask();
            gateway.ask();
        }

        assertThat(Sessions.in(folder)).hasSize(2).allSatisfy(session -> {
            assertThat(session.task()).isEqualTo("gateway");
            assertThat(session.calls()).hasSize(1);
        });
    }

    @Test
    void passes_the_answer_on_and_none_of_its_own_headers() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder, provider)) {
            HttpResponse<String> answer = gateway.ask("TokenBudget-Session", "a", "TokenBudget-Token", "b");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"content\":\"Yes.\"");
        }
        assertThat(provider.requests().get(0).getRequestHeaders())
                .containsKey("Authorization")
                .doesNotContainKeys("Tokenbudget-session", "Tokenbudget-token");
    }

    @Test
    void loses_no_call_that_was_answered_when_it_is_killed() throws Exception {
        RunningGateway killed = RunningGateway.startProcess(RunningGateway.classPath(), folder, provider);
        killed.ask("TokenBudget-Session", "long");
        killed.ask("TokenBudget-Session", "long");
        killed.awaitSpooled(2);
        killed.kill();
        assertThat(Sessions.in(folder)).isEmpty();
        Files.writeString(killed.spool(), "{\"run\":\"long@2026", StandardOpenOption.APPEND);

        try (RunningGateway next = RunningGateway.start(folder, provider)) {
            assertThat(single(Sessions.in(folder)).calls()).hasSize(2);
            next.ask("TokenBudget-Session", "long");
        }

        assertThat(Sessions.in(folder))
                .extracting(session -> session.calls().size())
                .containsExactly(2, 1);
        assertThat(killed.spool()).isEmptyFile();
    }

    @Test
    void lets_streams_end_when_it_is_asked_to_stop() throws Exception {
        RunningGateway gateway = RunningGateway.startProcess(RunningGateway.classPath(), folder, provider);
        CompletableFuture<HttpResponse<String>> stream =
                RunningGateway.client().sendAsync(gateway.request(STREAM), HttpResponse.BodyHandlers.ofString());
        provider.awaitStream();

        gateway.terminate();
        Thread.sleep(300);
        provider.endStreams();
        gateway.awaitEnd();

        assertThat(stream.join().body()).endsWith("data: [DONE]\n\n");
        assertThat(single(Sessions.in(folder)).calls())
                .extracting(call -> call.usage().total().orElse(0))
                .containsExactly(1_200L);
    }

    @Test
    void shows_health_and_metrics() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder, provider, "--label", "environment=staging")) {
            gateway.ask("TokenBudget-Label-Task", "answer", "TokenBudget-Session", "s");
            gateway.awaitSpooled(1);

            assertThat(gateway.get("/health").statusCode()).isEqualTo(200);
            HttpResponse<String> metrics = gateway.get("/metrics", "Accept", "application/openmetrics-text");
            assertThat(metrics.headers().firstValue("Content-Type").orElse("")).contains("openmetrics");
            assertThat(metrics.body())
                    .contains("llm_requests_total{", "task=\"answer\"", "environment=\"staging\"")
                    .endsWith("# EOF\n");
        }
    }

    @Test
    void forwards_to_upstreams_that_it_knows_and_nowhere_else() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder, provider)) {
            assertThat(gateway.get("/elsewhere/v1/models").body())
                    .contains("No upstream is called 'elsewhere'", "--upstream elsewhere=<base URL>");
            assertThat(gateway.get("/").statusCode()).isEqualTo(404);
        }
    }

    private static RunEntry single(List<RunEntry> sessions) {
        assertThat(sessions).hasSize(1);
        return sessions.get(0);
    }
}
