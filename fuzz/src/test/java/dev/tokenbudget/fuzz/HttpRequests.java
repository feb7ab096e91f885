package dev.tokenbudget.fuzz;

import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.gateway.transport.UpstreamResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whatever a client sends on a connection, {@code @RUN} standing for the path of its run: each request to a model that
 * reaches the provider is one call, and nothing else is.
 */
final class HttpRequests implements Target {

    private static final List<HeaderField> HEADERS = List.of(new HeaderField("Content-Type", "application/json"));

    private final ScriptedUpstream upstream = new ScriptedUpstream();
    private final MeasuredGateway gateway = MeasuredGateway.before(upstream);
    private final AtomicInteger answers = new AtomicInteger();

    @Override
    public void read(byte[] input) throws IOException {
        String sent = new String(input, StandardCharsets.ISO_8859_1);
        upstream.answersWith(this::answer);

        MeasuredGateway.Outcomes outcomes =
                gateway.play(root -> sent.replace("@RUN", root).getBytes(StandardCharsets.ISO_8859_1));

        long ofModels = upstream.asked().stream()
                .filter(asked -> asked.method().equals("POST") && asked.target().equals("/v1/messages"))
                .count();
        int calls = outcomes.calls().size();
        Checks.that(
                calls >= ofModels && calls <= upstream.asked().size(),
                calls + " calls of " + ofModels + " requests to models, "
                        + upstream.asked().size() + " in all");
    }

    private UpstreamResponse answer() {
        byte[] body = ("{\"id\":\"msg_" + answers.incrementAndGet()
                        + "\",\"model\":\"m\",\"usage\":{\"input_tokens\":7,\"output_tokens\":5}}")
                .getBytes(StandardCharsets.UTF_8);
        return new UpstreamResponse(200, "OK", HEADERS, Optional.of(new ByteArrayInputStream(body)));
    }
}
