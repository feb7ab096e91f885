package dev.tokenbudget.internal.gateway.replay;

import dev.tokenbudget.internal.gateway.answers.Answering;
import dev.tokenbudget.internal.gateway.answers.AskedCall;
import dev.tokenbudget.internal.gateway.transport.UpstreamRequest;
import dev.tokenbudget.internal.gateway.transport.UpstreamTransport;
import dev.tokenbudget.usage.ModelCall;
import java.util.List;

/** A request of no run, or of one that cannot be told from others under way: nobody knows whose recording answers it. */
record UnpaidCall(AskedCall call) implements Answering {

    private static final String SENTENCE = "No recording answers this request, since it belongs to no run, or to one of"
            + " several that are under way. Configure the client with the URL that the gateway handed out for its run.";

    @Override
    public UpstreamTransport.Exchange open(UpstreamRequest request) {
        return RecordedAnswer.none(call.protocol(), SENTENCE);
    }

    @Override
    public List<ModelCall> settle(List<ModelCall> read) {
        return read;
    }
}
