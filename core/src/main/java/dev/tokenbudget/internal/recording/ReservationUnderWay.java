package dev.tokenbudget.internal.recording;

import dev.tokenbudget.run.CallRecorder.CallUnderWay;
import dev.tokenbudget.usage.ModelCall;
import java.util.List;

/**
 * What is kept for a call that the end of its run waits for.
 *
 * @param kept what is kept for it
 * @param underWay tells the run that it has ended
 */
record ReservationUnderWay(Reservation kept, CallUnderWay underWay) implements Reservation {

    @Override
    public void showsLife() {
        kept.showsLife();
    }

    @Override
    public void settle(List<ModelCall> used) {
        kept.settle(used);
    }

    @Override
    public void close() {
        kept.close();
        underWay.close();
    }
}
