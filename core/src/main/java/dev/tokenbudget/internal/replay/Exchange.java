package dev.tokenbudget.internal.replay;

import dev.tokenbudget.usage.ModelCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request of a recorded run, and its answer.
 *
 * @param upstream the name of the upstream that answered
 * @param role whose request it is
 * @param agent the agent that asked, where it said so
 * @param method the HTTP method
 * @param target path and query at the upstream, without keys
 * @param request what was asked, as the agent wrote it
 * @param status the HTTP status of the answer
 * @param headers the headers of the answer that say what its body is, or what was used
 * @param answer what was answered, uncompressed, as it came from the upstream
 * @param calls what the run was charged with: usage in the normal form and sizes of the prompt's sections, without times;
 *     empty where the request used no tokens
 */
public record Exchange(
        String upstream,
        ModelCall.Role role,
        Optional<String> agent,
        String method,
        String target,
        Body request,
        int status,
        Map<String, String> headers,
        Body answer,
        List<ModelCall> calls) {

    public Exchange {
        headers = Map.copyOf(headers);
        calls = calls.stream().map(call -> withoutTimes(call.as(role))).toList();
    }

    /** A request of the agent under test. */
    public Exchange(
            String upstream,
            Optional<String> agent,
            String method,
            String target,
            Body request,
            int status,
            Map<String, String> headers,
            Body answer,
            List<ModelCall> calls) {
        this(upstream, ModelCall.Role.AGENT, agent, method, target, request, status, headers, answer, calls);
    }

    /** No two runs take the same time, and nothing is told by it. */
    private static ModelCall withoutTimes(ModelCall call) {
        return call.toBuilder().started(Instant.EPOCH).latency(Duration.ZERO).build();
    }
}
