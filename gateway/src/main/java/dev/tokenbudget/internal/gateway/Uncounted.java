package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.framing.UsageTap;
import dev.tokenbudget.internal.gateway.protocol.UsageRequest;
import dev.tokenbudget.internal.gateway.transport.UpstreamResponse;
import dev.tokenbudget.usage.UsageStatus;
import java.util.Optional;

/**
 * Measures nothing of a call that is paid for in other units than tokens; it is refused all the same where no more may be
 * spent.
 *
 * @param account who pays for it
 */
record Uncounted(Payer account) implements Meter {

    @Override
    public Optional<String> refusal() {
        return account.refusal();
    }

    @Override
    public Payer.Ticket begin() {
        return NOTHING.begin();
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
