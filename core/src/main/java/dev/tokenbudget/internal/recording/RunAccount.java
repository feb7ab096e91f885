package dev.tokenbudget.internal.recording;

import dev.tokenbudget.run.CallRecorder;
import dev.tokenbudget.run.MeasuredRun;
import dev.tokenbudget.run.RunRecorder;
import dev.tokenbudget.run.RunRecorder.Remaining;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One of the two accounts of a run, which are never mixed: what the agent under test uses, and what its test uses to grade
 * that.
 *
 * @param whole the run
 * @param role whose calls are charged
 */
public record RunAccount(RunInProgress whole, ModelCall.Role role) implements CallRecorder {

    /** Written out, as the one below: those of a record cost each JVM some classes. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RunAccount account && whole.equals(account.whole) && role == account.role;
    }

    @Override
    public int hashCode() {
        return whole.hashCode() * 31 + role.hashCode();
    }

    @Override
    public void record(ModelCall call) {
        whole.record(charged(call));
    }

    /** Charge a call whose prompt is still being measured. */
    public void record(ModelCall call, CompletableFuture<Optional<PromptSections>> prompt) {
        whole.record(charged(call), prompt);
    }

    /** Replace what was known of a response by {@code answer}, or add that where nothing was known. */
    public void amend(List<ModelCall> answer) {
        whole.amend(answer.stream().map(this::charged).toList());
    }

    @Override
    public Instant now() {
        return whole.now();
    }

    @Override
    public CallUnderWay begin() {
        return whole.begin(role);
    }

    /**
     * Ask to send a call, which waits where it is not known yet whether what is left is enough for it beside those that are
     * under way.
     *
     * @param isLeft whether nobody wants the call any more
     */
    public Admission admit(CallForecast call, BooleanSupplier isLeft) {
        return whole.admit(role, call, isLeft);
    }

    /** Announce a call that nothing limits, because it uses nothing. */
    public Reservation beginUnlimited() {
        return new ReservationUnderWay(Reservation.NONE, begin());
    }

    @Override
    public Remaining remaining() {
        return whole.remaining(role);
    }

    @Override
    public Optional<String> refusal() {
        return whole.refusal(role);
    }

    @Override
    public RunRecorder judge() {
        return whole.as(ModelCall.Role.JUDGE);
    }

    @Override
    public void count(String unit, long number) {
        whole.count(unit, number);
    }

    @Override
    public void measure(String name, double value) {
        whole.measure(name, value);
    }

    @Override
    public MeasuredRun run() {
        return whole.run();
    }

    /** A call that names the judge keeps that. */
    private ModelCall charged(ModelCall call) {
        return role == ModelCall.Role.JUDGE ? call.as(ModelCall.Role.JUDGE) : call;
    }
}
