package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.framing.UsageTap;
import dev.tokenbudget.internal.gateway.protocol.UsageRequest;
import dev.tokenbudget.internal.gateway.transport.UpstreamResponse;
import dev.tokenbudget.internal.recording.Admission;
import dev.tokenbudget.usage.UsageStatus;
import java.util.function.BooleanSupplier;

/**
 * Measures nothing of a call that is paid for in other units than tokens; it is refused all the same where no more may be
 * spent.
 *
 * @param account who pays for it
 */
record Uncounted(Payer account) implements Meter {

    @Override
    public Admission enter(BooleanSupplier isLeft) {
        return account.refusal().<Admission>map(Admission.Refused::new).orElseGet(() -> NOTHING.enter(isLeft));
    }

    @Override
    public UsageRequest question() {
        return NOTHING.question();
    }

    @Override
    public UsageTap tap(UpstreamResponse answer) {
        return NOTHING.tap(answer);
    }

    @Override
    public void end(UsageStatus withoutUsage) {
        NOTHING.end(withoutUsage);
    }

    @Override
    public String error(int status, String sentence) {
        return NOTHING.error(status, sentence);
    }
}
