package dev.tokenbudget.internal.gateway.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.internal.gateway.Gateway;
import dev.tokenbudget.internal.gateway.RunRoute;
import dev.tokenbudget.internal.gateway.Traffic;
import dev.tokenbudget.internal.gateway.Upstreams;
import dev.tokenbudget.internal.gateway.answers.AnswerSource;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.usage.ModelCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A run behind a gateway, over HTTP. The upstreams exist by name only. */
final class Stage implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Upstreams NOWHERE = Upstreams.publicDefaults()
            .with("openai", "http://nowhere.invalid/v1")
            .with("anthropic", "http://nowhere.invalid")
            .with("gemini", "http://nowhere.invalid")
            .with("bedrock", "http://nowhere.invalid")
            .with("ollama", "http://nowhere.invalid");

    final RunInProgress run;
    private final Gateway gateway;
    private final RunRoute route;

    Stage(AnswerSource answers) {
        this(answers, 1);
    }

    Stage(AnswerSource answers, int number) {
        gateway = Gateway.start(NOWHERE, Traffic.USUAL, answers);
        run = new RunInProgress(new TaskId("example.Benchmark", "task"), number, Instant.now(), loose -> {});
        route = gateway.open(run);
    }

    String baseUrl(String upstream) {
        return route.baseUrl(upstream);
    }

    /** Send a request, and return the answer whatever its status. */
    HttpResponse<byte[]> send(String upstream, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(route.baseUrl(upstream) + path))
                .setHeader("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Ask a model.
     *
     * @throws Refused if it does not answer
     */
    JsonNode ask(Dialect dialect, ObjectNode request, String... headers) {
        HttpResponse<byte[]> answer = send(dialect.upstream, dialect.path, request.toString(), headers);
        if (answer.statusCode() != 200) {
            throw new Refused(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
        }
        return Dialect.parse(new String(answer.body(), StandardCharsets.UTF_8));
    }

    /** End the run and return what it was charged with. */
    List<ModelCall> calls() {
        return run.end(Outcome.SUCCEEDED, Run.Terms.NONE, Map.of(), Duration.ZERO, Duration.ofSeconds(30))
                .calls();
    }

    @Override
    public void close() {
        gateway.close();
    }

    /** An answer that is an error. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        final int status;

        Refused(int status, String body) {
            super(body);
            this.status = status;
        }
    }
}
