package dev.tokenbudget.run;

import java.time.Instant;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A recorder as an integration needs it that sees calls begin, and may keep them from being sent. Safe to use from any
 * thread.
 */
@FunctionalInterface
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface CallRecorder extends RunRecorder {

    /**
     * {@return {@code recorder} with what an integration needs: one that knows nothing of calls under way refuses none}
     *
     * @param recorder a recorder of the run
     */
    static CallRecorder of(RunRecorder recorder) {
        return recorder instanceof CallRecorder calls ? calls : recorder::record;
    }

    /**
     * {@return the time of the run, by which its calls are put in order} It goes on alike when the system's clock is set.
     */
    default Instant now() {
        return Instant.now();
    }

    /**
     * Announce a call that is about to be sent: the end of a run waits for it.
     *
     * @return what to close when the call has ended
     */
    default CallUnderWay begin() {
        return () -> {};
    }

    /**
     * Ask whether one more call may be sent. An integration that can keep a call from being sent asks before it sends it; a
     * run that was refused a call is over its budget.
     *
     * @return why it must not be sent, as sentences for whoever wanted to; nothing where it may be
     */
    default Optional<String> refusal() {
        return Optional.empty();
    }

    /** A call that was sent and has not ended; to be closed once, after its usage was recorded. */
    @FunctionalInterface
    interface CallUnderWay extends AutoCloseable {
        @Override
        void close();
    }
}
