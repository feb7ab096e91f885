package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.recording.Admission;
import dev.tokenbudget.internal.recording.CallForecast;
import dev.tokenbudget.internal.recording.Reservation;
import dev.tokenbudget.internal.recording.RunAccount;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.recording.RunRegistry;
import dev.tokenbudget.run.CallRecorder;
import dev.tokenbudget.run.RunRecorder.Remaining;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Who pays for a call. Safe to use from any thread. */
public interface Payer {

    /** Ask whether one more call may be sent; returns why it must not be sent, or nothing where it may be. */
    Optional<String> refusal();

    /** Return the time by which the payer's calls are put in order. */
    default Instant now() {
        return Instant.now();
    }

    /** Announce a call that nothing limits. */
    default Reservation begin() {
        return Reservation.NONE;
    }

    /**
     * Ask to send a call, which waits where it is not known yet whether it fits into what is left.
     *
     * @param isLeft whether nobody wants the call any more
     */
    Admission admit(CallForecast call, BooleanSupplier isLeft);

    /** Return what may still be used. */
    Remaining remaining();

    /** Charge a call. */
    void charge(ModelCall call);

    /** Charge a call whose prompt is still measured; by default nobody asks what it is made of. */
    default void charge(ModelCall call, CompletableFuture<Optional<PromptSections>> prompt) {
        charge(call);
    }

    /**
     * Charge an answer that was fetched, instead of what was known of it before.
     *
     * @param answer one call, or several that the answer consists of
     */
    void amend(List<ModelCall> answer);

    /** Return the run that pays, where one does. */
    default Optional<RunInProgress> payingRun() {
        return Optional.empty();
    }

    /** Whether anybody asks what the prompts of calls are made of. */
    default boolean asksForPrompts() {
        return true;
    }

    /** Whether an answer can still be charged that was asked for before. */
    default boolean isOpen() {
        return false;
    }

    /** Return what a client is to be told because little is left, where that is so. */
    default Optional<String> warning() {
        return Optional.empty();
    }

    /** Return who pays for a call of the conversation that the provider knows by {@code id}. */
    default Payer inConversation(String id) {
        return this;
    }

    /** Return whose calls this pays for. */
    ModelCall.Role role();

    /** Return who pays for calls of the judge of whatever this pays for. */
    Payer ofJudge();

    /** One of the accounts of a run pays. */
    record OfRun(RunAccount account) implements Payer {

        @Override
        public Optional<RunInProgress> payingRun() {
            return Optional.of(account.whole());
        }

        @Override
        public boolean isOpen() {
            return !account.whole().isOver();
        }

        @Override
        public ModelCall.Role role() {
            return account.role();
        }

        @Override
        public Payer ofJudge() {
            return new OfRun(account.whole().judge());
        }

        @Override
        public Optional<String> refusal() {
            return account.refusal();
        }

        @Override
        public Instant now() {
            return account.now();
        }

        @Override
        public Reservation begin() {
            return account.beginUnlimited();
        }

        @Override
        public Admission admit(CallForecast call, BooleanSupplier isLeft) {
            return account.admit(call, isLeft);
        }

        @Override
        public Remaining remaining() {
            return account.remaining();
        }

        @Override
        public void charge(ModelCall call) {
            account.record(call);
        }

        @Override
        public void charge(ModelCall call, CompletableFuture<Optional<PromptSections>> prompt) {
            account.record(call, prompt);
        }

        @Override
        public void amend(List<ModelCall> answer) {
            account.amend(answer);
        }
    }

    /** No run pays: none is under way, or several are and the shared URL does not say which. */
    record OfNoRun(CallRecorder looseCalls, ModelCall.Role role) implements Payer {

        @Override
        public Payer ofJudge() {
            return shared(ModelCall.Role.JUDGE);
        }

        @Override
        public Optional<String> refusal() {
            return looseCalls.refusal();
        }

        @Override
        public Admission admit(CallForecast call, BooleanSupplier isLeft) {
            return RunRegistry.session(role).admit(call, isLeft);
        }

        @Override
        public Remaining remaining() {
            return RunRegistry.session(role).remaining();
        }

        @Override
        public void charge(ModelCall call) {
            looseCalls.record(call);
        }

        @Override
        public void amend(List<ModelCall> answer) {
            answer.forEach(this::charge);
        }
    }

    /** Return who pays for a request of {@code role} that names no run: the only one that is under way now. */
    static Payer shared(ModelCall.Role role) {
        return RunRegistry.onlyOne()
                .<Payer>map(run -> new OfRun(run.as(role)))
                .orElseGet(() -> new OfNoRun(RunRegistry.current(role), role));
    }
}
