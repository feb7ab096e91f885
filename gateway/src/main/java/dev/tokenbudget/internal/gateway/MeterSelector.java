package dev.tokenbudget.internal.gateway;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tokenbudget.internal.gateway.prompt.PromptMeasurement;
import dev.tokenbudget.internal.gateway.protocol.ModelRequest;
import dev.tokenbudget.internal.gateway.protocol.Protocol;
import dev.tokenbudget.internal.gateway.protocol.Protocols;
import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.gateway.transport.RequestBody;
import dev.tokenbudget.usage.PromptSections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Finds out how a request is measured; one that cannot be read is forwarded all the same, and charged as unknown. */
final class MeterSelector {

    private final PromptMeasurement prompts = new PromptMeasurement();
    private final ResponseOwners owners = new ResponseOwners();
    private final Traffic traffic;

    /**
     * Measure what {@code traffic} does not leave out.
     *
     * @param traffic which requests are not measured
     */
    MeterSelector(Traffic traffic) {
        this.traffic = traffic;
    }

    /**
     * How a request is measured.
     *
     * @param asked the request as protocols see it before it is sent
     * @param body what is to be sent, so that it is seen
     */
    record Measured(ModelRequest asked, RequestBody body, Meter meter) {}

    Measured measure(Target target, String method, List<HeaderField> headers, RequestBody body, Payer account) {
        ModelRequest unread = new ModelRequest(target.upstream(), method, target.path(), MissingNode.getInstance());
        try {
            RequestDocument document = RequestDocument.of(body, headers);
            ModelRequest asked = unread.with(document.known());
            return new Measured(asked, document.body(), meter(account, asked, document, headers));
        } catch (RuntimeException | Error e) {
            return new Measured(unread, body, new UnmeasuredCall(account, unread, e));
        }
    }

    private Meter meter(Payer account, ModelRequest asked, RequestDocument document, List<HeaderField> headers) {
        if (traffic.isFree(asked)) {
            return Meter.NOTHING;
        }
        if (traffic.isIgnored(asked)) {
            return new Uncounted(account);
        }
        return owners.batchIn(asked.upstream(), asked.path())
                .map(Protocols::ofBatchOutput)
                .or(() -> Protocols.of(asked))
                .map(protocol -> meter(account, protocol, asked, document, headers))
                .orElse(Meter.NOTHING);
    }

    private Meter meter(
            Payer account, Protocol protocol, ModelRequest asked, RequestDocument document, List<HeaderField> headers) {
        return new CallMeter(account, protocol, asked, document, CallOrigin.of(headers), promptOf(asked), owners);
    }

    /** Without its prompt a call still counts. */
    private CompletableFuture<Optional<PromptSections>> promptOf(ModelRequest asked) {
        try {
            return prompts.measure(asked.body());
        } catch (RuntimeException | Error e) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }
}
