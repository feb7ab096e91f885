package dev.tokenbudget.fuzz;

import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.gateway.transport.UpstreamResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What a provider answers, in each API: it reaches the client as it is, and is one call. */
final class ProviderAnswers implements Target {

    private final ScriptedUpstream upstream = new ScriptedUpstream();
    private final MeasuredGateway gateway = MeasuredGateway.before(upstream);

    @Override
    public void read(byte[] input) throws IOException {
        Selected selected = Selected.of(input);
        Api api = selected.from(Api.ALL);
        byte[] body = selected.rest();
        List<HeaderField> headers = List.of(new HeaderField("Content-Type", "application/json"));
        upstream.answersWith(
                () -> new UpstreamResponse(200, "OK", headers, Optional.of(new ByteArrayInputStream(body))));

        MeasuredGateway.Outcomes outcomes = gateway.play(root -> Requests.post(
                root + api.path(), "application/json", api.request().getBytes(StandardCharsets.UTF_8)));

        ClientAnswer answer = ClientAnswer.of(outcomes.answer());
        Checks.that(answer.status() == 200, "status " + answer.status());
        Checks.sameBytes(body, answer.body(), "the answer");
        Checks.that(upstream.asked().size() == 1, "asked " + upstream.asked().size() + " times");
        Checks.that(!outcomes.calls().isEmpty(), "no call was recorded");
    }
}
