package dev.tokenbudget.internal.gateway.answers;

import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.gateway.transport.UpstreamRequest;
import dev.tokenbudget.internal.gateway.transport.UpstreamTransport;
import dev.tokenbudget.internal.replay.Body;
import dev.tokenbudget.internal.replay.Exchange;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageStatus;
import java.util.List;
import java.util.Optional;

/**
 * An exchange of which a copy is kept: what the agent wrote, and what the upstream answered. Where the gateway asks twice,
 * because its question for usage was refused, the second answer is the one that the agent gets.
 */
final class CopiedExchange implements Answering {

    private final AskedCall call;
    private final Answering answering;
    private volatile Optional<CopiedAnswer> answer = Optional.empty();
    private volatile List<HeaderField> headers = List.of();
    private volatile List<ModelCall> read = List.of();

    CopiedExchange(AskedCall call, Answering answering) {
        this.call = call;
        this.answering = answering;
    }

    @Override
    public UpstreamTransport.Exchange open(UpstreamRequest sent) {
        CopiedAnswer copy = new CopiedAnswer(answering.open(sent));
        headers = sent.headers();
        answer = Optional.of(copy);
        return copy;
    }

    @Override
    public List<ModelCall> settle(List<ModelCall> read) {
        List<ModelCall> settled = answering.settle(read);
        this.read = List.copyOf(settled);
        return settled;
    }

    private Body request() {
        return call.body().bytes().map(bytes -> RequestText.of(bytes, headers)).orElseGet(Body.None::new);
    }

    /** Return what was read from the answer. */
    List<ModelCall> read() {
        return read;
    }

    /** Return why the exchange cannot be recorded, as a sentence without its full stop. */
    Optional<String> obstacle() {
        if (call.body().bytes().isEmpty()) {
            return Optional.of("the request " + place() + " is larger than 32 MiB, more than a recording holds");
        }
        if (answer.isEmpty()) {
            return Optional.of("the request " + place() + " was never sent");
        }
        if (answer.get().isTooLarge()) {
            return Optional.of("the answer to " + place() + " is larger than 32 MiB, more than a recording holds");
        }
        return answer.get().isCut() && !isKnown()
                ? Optional.of("the answer to " + place() + " did not come whole")
                : Optional.empty();
    }

    /** Clients may leave when they have what they need; then all that was used is known. */
    private boolean isKnown() {
        return !read.isEmpty()
                && read.stream()
                        .map(ModelCall::status)
                        .allMatch(status -> status == UsageStatus.REPORTED || status == UsageStatus.NOT_BILLED);
    }

    private String place() {
        return call.asked().method() + " " + call.asked().path() + " at "
                + call.asked().upstream();
    }

    /** Return the exchange, to which there is no {@linkplain #obstacle obstacle}. */
    Exchange exchange(List<ModelCall> calls) {
        CopiedAnswer given = answer.orElseThrow();
        return new Exchange(
                call.asked().upstream(),
                call.role(),
                call.agent(),
                call.asked().method(),
                call.target(),
                request(),
                given.status(),
                given.headers(),
                given.body(),
                calls);
    }
}
