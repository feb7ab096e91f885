package dev.tokenbudget.internal.gateway;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tokenbudget.internal.gateway.answers.AnswerSource;
import dev.tokenbudget.internal.gateway.answers.Answering;
import dev.tokenbudget.internal.gateway.answers.AskedCall;
import dev.tokenbudget.internal.gateway.prompt.AwaitedPrompt;
import dev.tokenbudget.internal.gateway.prompt.PromptMeasurement;
import dev.tokenbudget.internal.gateway.protocol.ModelRequest;
import dev.tokenbudget.internal.gateway.protocol.Protocol;
import dev.tokenbudget.internal.gateway.protocol.Protocols;
import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.gateway.transport.RequestBody;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.usage.ModelCall;
import java.util.List;
import java.util.Optional;

/** Finds out how a request is measured; one that cannot be read is still forwarded, and charged as unknown. */
final class MeterSelector {

    private static final AwaitedPrompt NO_PROMPT = AwaitedPrompt.none();

    private final PromptMeasurement prompts = new PromptMeasurement();
    private final ResponseOwners owners = new ResponseOwners();
    private final Traffic traffic;
    private final AnswerSource answers;

    /**
     * Measure what {@code traffic} does not leave out.
     *
     * @param traffic which requests are not measured
     * @param answers where answers come from
     */
    MeterSelector(Traffic traffic, AnswerSource answers) {
        this.traffic = traffic;
        this.answers = answers;
    }

    /**
     * How a request is measured and answered.
     *
     * @param asked the request as protocols see it before it is sent
     * @param body what is to be sent, so that it is seen
     */
    record Measured(ModelRequest asked, RequestBody body, Meter meter, Answering answering) {}

    Measured measure(Target target, String method, List<HeaderField> headers, RequestBody body, Payer ofUrl) {
        ModelRequest unread = new ModelRequest(target.upstream(), method, target.path(), MissingNode.getInstance());
        CallOrigin origin = CallOrigin.of(headers);
        Payer paying = origin.charged(ofUrl);
        try {
            RequestDocument document = RequestDocument.of(body, headers);
            ModelRequest asked = unread.with(document.known());
            Payer account = ConversationId.of(asked).map(paying::inConversation).orElse(paying);
            Optional<Protocol> protocol = protocolOf(asked);
            Optional<Protocol> read = protocol.filter(known -> account.asksForPrompts());
            AwaitedPrompt prompt = read.map(known -> promptOf(asked, body.head().length, account, origin))
                    .orElse(NO_PROMPT);
            Answering answering = answers.to(new AskedCall(
                    account.payingRun(),
                    account.role(),
                    origin.agent(),
                    asked,
                    target.rest(),
                    document.body(),
                    protocol,
                    prompt));
            Meter meter = protocol.<Meter>map(
                            known -> new CallMeter(account, known, asked, document, origin, prompt, owners, answering))
                    .orElseGet(() -> traffic.isIgnored(asked) ? new Uncounted(account) : Meter.NOTHING);
            return new Measured(asked, document.body(), meter, answering);
        } catch (RuntimeException | Error e) {
            Answering answering = answers.to(new AskedCall(
                    paying.payingRun(),
                    paying.role(),
                    origin.agent(),
                    unread,
                    target.rest(),
                    body,
                    Optional.empty(),
                    NO_PROMPT));
            return new Measured(unread, body, new UnmeasuredCall(paying, unread, e), answering);
        }
    }

    private Optional<Protocol> protocolOf(ModelRequest asked) {
        return traffic.isFree(asked) || traffic.isIgnored(asked)
                ? Optional.empty()
                : owners.batchIn(asked.upstream(), asked.path())
                        .map(Protocols::ofBatchOutput)
                        .or(() -> Protocols.of(asked));
    }

    /** Without its prompt a call still counts; what a judge sends is no part of the agent's conversations. */
    private AwaitedPrompt promptOf(ModelRequest asked, long bytes, Payer account, CallOrigin origin) {
        try {
            Optional<RunInProgress> run = account.payingRun();
            return run.isPresent() && account.role() == ModelCall.Role.AGENT
                    ? prompts.measure(asked.body(), bytes, run.get(), origin.agent())
                    : prompts.measure(asked.body(), bytes);
        } catch (RuntimeException | Error e) {
            return NO_PROMPT;
        }
    }
}
