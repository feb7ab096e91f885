package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.framing.UsageTap;
import dev.tokenbudget.internal.gateway.protocol.ModelRequest;
import dev.tokenbudget.internal.gateway.protocol.UsageRequest;
import dev.tokenbudget.internal.gateway.transport.UpstreamResponse;
import dev.tokenbudget.internal.recording.Admission;
import dev.tokenbudget.internal.recording.CallForecast;
import dev.tokenbudget.internal.text.ClassLog;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import java.util.function.BooleanSupplier;

/** A call that could not be measured: it is still charged, as a call of unknown usage. */
final class UnmeasuredCall implements Meter {

    private static final ClassLog LOG = new ClassLog(UnmeasuredCall.class);

    private final Payer account;
    private final ModelRequest request;
    private final Throwable cause;
    private boolean ended;

    UnmeasuredCall(Payer account, ModelRequest request, Throwable cause) {
        this.account = account;
        this.request = request;
        this.cause = cause;
    }

    /** Charge a call that failed to be measured for {@code cause}. */
    static void charge(Payer account, ModelRequest request, Throwable cause) {
        LOG.get()
                .log(
                        System.Logger.Level.WARNING,
                        "A call to upstream {0} could not be measured ({1}); its usage is unknown",
                        request.upstream(),
                        cause);
        String model = request.text("model");
        try {
            account.charge(ModelCall.builder(request.upstream(), model.isEmpty() ? "unknown" : model)
                    .source(UsageSource.GATEWAY)
                    .status(UsageStatus.UNKNOWN)
                    .started(account.now())
                    .build());
        } catch (RuntimeException | Error e) {
            LOG.get().log(System.Logger.Level.WARNING, "It could not be charged either ({0})", e.toString());
        }
    }

    @Override
    public Admission enter(BooleanSupplier isLeft) {
        return account.admit(CallForecast.UNKNOWN, isLeft);
    }

    @Override
    public UsageRequest question() {
        return UsageRequest.NONE;
    }

    @Override
    public UsageTap tap(UpstreamResponse answer) {
        return NOTHING.tap(answer);
    }

    @Override
    public void end(UsageStatus withoutUsage) {
        if (!ended) {
            ended = true;
            charge(account, request, cause);
        }
    }

    @Override
    public String error(int status, String sentence) {
        return NOTHING.error(status, sentence);
    }
}
