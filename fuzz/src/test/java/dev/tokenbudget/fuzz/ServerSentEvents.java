package dev.tokenbudget.fuzz;

import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.gateway.transport.UpstreamResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A stream of events that the gateway asked for usage: it reaches the client whole, but for the answer to that question. */
final class ServerSentEvents implements Target {

    private static final byte[] REQUEST =
            "{\"model\":\"m\",\"stream\":true,\"messages\":[]}".getBytes(StandardCharsets.UTF_8);
    private static final List<HeaderField> HEADERS = List.of(new HeaderField("Content-Type", "text/event-stream"));

    private final ScriptedUpstream upstream = new ScriptedUpstream();
    private final MeasuredGateway gateway = MeasuredGateway.before(upstream);

    @Override
    public void read(byte[] input) throws IOException {
        upstream.answersWith(
                () -> new UpstreamResponse(200, "OK", HEADERS, Optional.of(new ByteArrayInputStream(input))));

        MeasuredGateway.Outcomes outcomes =
                gateway.play(root -> Requests.post(root + "/v1/chat/completions", "application/json", REQUEST));

        byte[] passed = ClientAnswer.of(outcomes.answer()).body();
        if (!text(input).contains("choices")) {
            Checks.sameBytes(input, passed, "events without an answer");
        } else {
            Checks.that(isPartOf(passed, input), "something was passed on that did not come, or in another order");
        }
        Checks.that(outcomes.calls().size() == 1, outcomes.calls().size() + " calls were recorded");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static boolean isPartOf(byte[] part, byte[] whole) {
        int at = 0;
        for (int in = 0; in < whole.length && at < part.length; in++) {
            if (part[at] == whole[in]) {
                at++;
            }
        }
        return at == part.length;
    }
}
