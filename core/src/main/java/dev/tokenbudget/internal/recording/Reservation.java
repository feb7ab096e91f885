package dev.tokenbudget.internal.recording;

import dev.tokenbudget.usage.ModelCall;
import java.util.List;

/**
 * What is kept for a call from before it is sent until what it used is recorded, whatever becomes of it. Safe to use from any
 * thread.
 */
public interface Reservation extends AutoCloseable {

    /** For calls that nothing limits. */
    Reservation NONE = new Reservation() {
        @Override
        public void showsLife() {
            // Nobody waits for this call.
        }

        @Override
        public void settle(List<ModelCall> used) {
            // Nothing is kept for this call.
        }

        @Override
        public void close() {
            // Nothing is kept for this call.
        }
    };

    /** Note that a piece of the answer has come: the call is still under way. */
    void showsLife();

    /**
     * Give free what was kept, now that what the call used is recorded: {@code used} tells the calls to come what to expect.
     *
     * @param used the answer's own call first, then what was billed beside it
     */
    void settle(List<ModelCall> used);

    /** Give free what was kept, where that has not been done. */
    @Override
    void close();
}
