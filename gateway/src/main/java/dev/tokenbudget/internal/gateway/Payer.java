package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.recording.RunRegistry;
import dev.tokenbudget.run.CallRecorder;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Who pays for a call. */
sealed interface Payer {

    /** Ask whether one more call may be sent; returns why it must not be sent, or nothing where it may be. */
    Optional<String> refusal();

    /** Announce a call, which ends when the returned ticket is closed. */
    Ticket begin();

    /** Charge a call. */
    void charge(ModelCall call);

    /** Charge a call whose prompt is still measured. */
    void charge(ModelCall call, CompletableFuture<Optional<PromptSections>> prompt);

    /**
     * Charge an answer that was fetched, instead of what was known of it before.
     *
     * @param answer one call, or several that the answer consists of
     */
    void amend(List<ModelCall> answer);

    /** Return the run that pays, where one does. */
    Optional<RunInProgress> payingRun();

    /** A call that is under way. */
    interface Ticket extends AutoCloseable {
        @Override
        void close();
    }

    /** A run pays. */
    record OfRun(RunInProgress run) implements Payer {

        @Override
        public Optional<RunInProgress> payingRun() {
            return Optional.of(run);
        }

        @Override
        public Optional<String> refusal() {
            return run.refusal();
        }

        @Override
        public Ticket begin() {
            return run.begin()::close;
        }

        @Override
        public void charge(ModelCall call) {
            run.record(call);
        }

        @Override
        public void charge(ModelCall call, CompletableFuture<Optional<PromptSections>> prompt) {
            run.record(call, prompt);
        }

        @Override
        public void amend(List<ModelCall> answer) {
            run.amend(answer);
        }
    }

    /** No run pays: none is under way, or several are and the shared URL does not say which. */
    record OfNoRun(CallRecorder looseCalls) implements Payer {

        @Override
        public Optional<RunInProgress> payingRun() {
            return Optional.empty();
        }

        @Override
        public Optional<String> refusal() {
            return looseCalls.refusal();
        }

        @Override
        public Ticket begin() {
            return () -> {};
        }

        @Override
        public void charge(ModelCall call) {
            looseCalls.record(call);
        }

        /** Nobody asks what a call of no run was made of. */
        @Override
        public void charge(ModelCall call, CompletableFuture<Optional<PromptSections>> prompt) {
            charge(call);
        }

        @Override
        public void amend(List<ModelCall> answer) {
            answer.forEach(this::charge);
        }
    }

    /** Return who pays for a request that names no run: the only one that is under way now. */
    static Payer shared() {
        CallRecorder recorder = RunRegistry.current();
        return recorder instanceof RunInProgress run ? new OfRun(run) : new OfNoRun(recorder);
    }
}
