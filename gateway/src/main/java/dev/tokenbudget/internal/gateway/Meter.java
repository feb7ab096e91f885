package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.framing.UsageTap;
import dev.tokenbudget.internal.gateway.protocol.Protocols;
import dev.tokenbudget.internal.gateway.protocol.UsageReading;
import dev.tokenbudget.internal.gateway.protocol.UsageRequest;
import dev.tokenbudget.internal.gateway.transport.UpstreamResponse;
import dev.tokenbudget.usage.UsageStatus;
import java.util.Optional;

/** Measures what one exchange uses. */
interface Meter {

    /** For requests that use no model: lists of models, token counts, uploads. */
    Meter NOTHING = new Meter() {
        @Override
        public Optional<String> refusal() {
            return Optional.empty();
        }

        @Override
        public Payer.Ticket begin() {
            return () -> {};
        }

        @Override
        public UsageRequest question() {
            return UsageRequest.NONE;
        }

        @Override
        public UsageTap tap(UpstreamResponse answer) {
            return new UsageTap((document, reading) -> {}, new UsageReading(), answer.header("Content-Encoding"));
        }

        @Override
        public void end(UsageStatus withoutUsage) {
            // There is nothing to charge anybody with.
        }

        @Override
        public String error(int status, String sentence) {
            return Protocols.error(status, sentence);
        }
    };

    /** Return why the request must not be sent, or nothing where it may be. */
    Optional<String> refusal();

    /** Announce the call to who pays for it, until the ticket is closed. */
    Payer.Ticket begin();

    /** Return how usage is asked for. */
    UsageRequest question();

    /** Return what reads the answer's body. */
    UsageTap tap(UpstreamResponse answer);

    /**
     * Charge what was read; only the first end counts.
     *
     * @param withoutUsage the status of the call where no tokens were reported
     */
    void end(UsageStatus withoutUsage);

    /** Return an error in the shape that the client expects. */
    String error(int status, String sentence);
}
