package dev.tokenbudget.fuzz;

import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.gateway.transport.UpstreamResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What an agent asks, in each API, as JSON or as a form: it reaches the provider as it is, but for a question for usage, and
 * is one call.
 */
final class ProviderRequests implements Target {

    private static final byte[] ANSWER =
            "{\"model\":\"m\",\"usage\":{\"input_tokens\":7,\"output_tokens\":5}}".getBytes(StandardCharsets.UTF_8);
    private static final List<HeaderField> HEADERS = List.of(new HeaderField("Content-Type", "application/json"));
    /** Selectors from here on are of forms. */
    private static final int FORMS = 128;

    /** Without inputs it asks no model: OpenAI's conversations are free. */
    private static final String MAY_BE_FREE = "/v1/conversations";

    private final ScriptedUpstream upstream = new ScriptedUpstream();
    private final MeasuredGateway gateway = MeasuredGateway.before(upstream);

    @Override
    public void read(byte[] input) throws IOException {
        Selected selected = Selected.of(input);
        String path = selected.from(Api.ALL).path();
        String type = selected.selector() < FORMS ? "application/json" : "multipart/form-data; boundary=x";
        byte[] body = selected.rest();
        upstream.answersWith(
                () -> new UpstreamResponse(200, "OK", HEADERS, Optional.of(new ByteArrayInputStream(ANSWER))));

        MeasuredGateway.Outcomes outcomes = gateway.play(root -> Requests.post(root + path, type, body));

        Checks.that(!upstream.asked().isEmpty(), "the request was not passed on");
        byte[] passed = upstream.asked().get(0).body();
        if (!new String(passed, StandardCharsets.UTF_8).contains("include_usage")) {
            Checks.sameBytes(body, passed, "the request");
        }
        Checks.sameBytes(ANSWER, ClientAnswer.of(outcomes.answer()).body(), "the answer");
        int calls = outcomes.calls().size();
        Checks.that(calls == 1 || calls == 0 && path.equals(MAY_BE_FREE), calls + " calls were recorded");
    }
}
