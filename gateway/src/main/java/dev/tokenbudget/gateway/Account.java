package dev.tokenbudget.gateway;

import dev.tokenbudget.run.LooseCall;
import dev.tokenbudget.run.RunInProgress;
import dev.tokenbudget.usage.ModelCall;
import java.util.function.Consumer;

/** Who pays for a call. */
sealed interface Account {

    /** Announce a call; its end is told by closing what is returned. */
    Ticket begin();

    /** Charge a call. */
    void charge(ModelCall call);

    /** Charge a call whose answer was fetched again, instead of what was known of it before. */
    void amend(ModelCall call);

    /** A call that is under way. */
    interface Ticket extends AutoCloseable {
        @Override
        void close();
    }

    /** A run pays. */
    record OfRun(RunInProgress run) implements Account {

        @Override
        public Ticket begin() {
            return run.begin()::close;
        }

        @Override
        public void charge(ModelCall call) {
            run.record(call);
        }

        @Override
        public void amend(ModelCall call) {
            run.amend(call);
        }
    }

    /** Nobody is known to pay: the call came by the shared URL while no run, or more than one, was active. */
    record Unattributed(Consumer<LooseCall> looseCalls) implements Account {

        @Override
        public Ticket begin() {
            return () -> {};
        }

        @Override
        public void charge(ModelCall call) {
            looseCalls.accept(new LooseCall(LooseCall.Reason.UNATTRIBUTED, call));
        }

        @Override
        public void amend(ModelCall call) {
            charge(call);
        }
    }
}
