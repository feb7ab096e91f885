package dev.tokenbudget.internal.cli.session;

import dev.tokenbudget.internal.gateway.Payer;
import dev.tokenbudget.internal.recording.Admission;
import dev.tokenbudget.internal.recording.CallForecast;
import dev.tokenbudget.run.RunRecorder.Remaining;
import dev.tokenbudget.usage.ModelCall;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A session of a running application pays.
 *
 * @param till where the session's calls are charged
 */
record SessionPayer(Caller caller, ModelCall.Role role, Till till) implements Payer {

    @Override
    public Optional<String> refusal() {
        return till.limits().refusal(caller.labels());
    }

    @Override
    public Admission admit(CallForecast call, BooleanSupplier isLeft) {
        return till.limits().admit(caller.labels(), isLeft);
    }

    @Override
    public Remaining remaining() {
        return till.limits().remaining(caller.labels());
    }

    @Override
    public Optional<String> warning() {
        return till.limits().warning(caller.labels());
    }

    @Override
    public void charge(ModelCall call) {
        till.charge(new CallOfSession(caller, charged(call), false));
    }

    @Override
    public void amend(List<ModelCall> answer) {
        answer.forEach(call -> till.charge(new CallOfSession(caller, charged(call), true)));
    }

    private ModelCall charged(ModelCall call) {
        return role == ModelCall.Role.JUDGE ? call.as(role) : call;
    }

    @Override
    public boolean asksForPrompts() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public Payer inConversation(String id) {
        return new SessionPayer(caller.in(id), role, till);
    }

    @Override
    public Payer ofJudge() {
        return new SessionPayer(caller, ModelCall.Role.JUDGE, till);
    }
}
