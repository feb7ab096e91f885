package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.framing.UsageTap;
import dev.tokenbudget.internal.gateway.protocol.Protocols;
import dev.tokenbudget.internal.gateway.protocol.UsageReading;
import dev.tokenbudget.internal.gateway.protocol.UsageRequest;
import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.gateway.transport.UpstreamResponse;
import dev.tokenbudget.internal.recording.Admission;
import dev.tokenbudget.internal.recording.Reservation;
import dev.tokenbudget.usage.UsageStatus;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Measures what one exchange uses. */
interface Meter {

    /** For requests that use no model: lists of models, token counts, uploads. */
    Meter NOTHING = new Meter() {
        @Override
        public Admission enter(BooleanSupplier isLeft) {
            return new Admission.Granted(Reservation.NONE);
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

    /**
     * Ask who pays whether the request may be sent; it may wait for others that are under way.
     *
     * @param isLeft whether the client has left
     */
    Admission enter(BooleanSupplier isLeft);

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

    /** Note that a piece of the answer has been passed on, or that there will be none: there is time for what can wait. */
    default void answered() {
        // Only what is kept for a call needs a sign of life, and only prompts can wait.
    }

    /** Return the headers that tell the client what it may still use, where something is limited. */
    default List<HeaderField> budgetHeaders() {
        return List.of();
    }

    /** Return an error in the shape that the client expects. */
    String error(int status, String sentence);
}
