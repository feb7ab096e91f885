package dev.tokenbudget.internal.gateway.answers;

import dev.tokenbudget.internal.gateway.transport.UpstreamRequest;
import dev.tokenbudget.internal.gateway.transport.UpstreamTransport;
import dev.tokenbudget.usage.ModelCall;
import java.util.List;

/** Answers one request of an agent. */
public interface Answering {

    /**
     * Prepare to send the request.
     *
     * @param request what the gateway sends in place of what the agent sent: the same, or with a question for usage
     */
    UpstreamTransport.Exchange open(UpstreamRequest request);

    /**
     * Take note of what was read from the answer, and return what the run is charged with.
     *
     * @param read what the answer says that was used; at least one call
     */
    List<ModelCall> settle(List<ModelCall> read);
}
