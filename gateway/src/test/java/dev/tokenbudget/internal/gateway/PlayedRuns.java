package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.usage.ModelCall;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Sends requests through a gateway to a provider that reports given usage, run by run. */
final class PlayedRuns implements AutoCloseable {

    private static final TaskId TASK = new TaskId("example.Benchmark", "task");

    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final Provider provider = new Provider((request, wire) -> wire.json(200, answers.remove()));
    private final Gateway gateway = Gateway.start(
            Upstreams.publicDefaults().with("openai", provider.url() + "/v1").with("anthropic", provider.url()));

    /** Return what the tokens of {@code runs} were spent on, each of them a list of calls with their request and usage. */
    Composition play(JsonNode runs) {
        List<Run> made = new ArrayList<>();
        for (JsonNode calls : runs) {
            made.add(run(made.size() + 1, calls));
        }
        return Composition.of(new TaskRuns(TASK, made)).orElseThrow();
    }

    @Override
    public void close() throws IOException {
        gateway.close();
        provider.close();
    }

    private Run run(int number, JsonNode calls) {
        RunInProgress run = new RunInProgress(TASK, number, Instant.now(), late -> {});
        RunRoute route = gateway.open(run);
        for (JsonNode call : calls) {
            boolean isMessage = call.path("provider").asText().equals("anthropic");
            answers.add(isMessage ? message(call) : chat(call));
            String url = isMessage
                    ? route.rootUrl("anthropic") + "/v1/messages"
                    : route.rootUrl("openai") + "/chat/completions";
            assertThat(Client.post(url, call.path("request").toString()).statusCode())
                    .isEqualTo(200);
        }
        Run made = run.end(Outcome.SUCCEEDED, Run.Terms.NONE, Map.of(), Duration.ZERO, Duration.ofSeconds(30));
        assertThat(made.calls()).hasSize(calls.size()).allMatch(ModelCall::isMeasurable);
        return made;
    }

    private static String chat(JsonNode call) {
        return """
                {"object": "chat.completion", "model": %s, "choices": [{"index": 0, "finish_reason": "stop",
                "message": {"role": "assistant", "content": "…"}}],
                "usage": {"prompt_tokens": %s, "completion_tokens": %s}}""".formatted(
                        call.path("request").path("model"),
                        call.path("usage").path("input"),
                        call.path("usage").path("output"));
    }

    private static String message(JsonNode call) {
        return """
                {"type": "message", "role": "assistant", "model": %s, "content": [], "stop_reason": "end_turn",
                "usage": {"input_tokens": %s, "output_tokens": %s}}""".formatted(
                        call.path("request").path("model"),
                        call.path("usage").path("input"),
                        call.path("usage").path("output"));
    }
}
