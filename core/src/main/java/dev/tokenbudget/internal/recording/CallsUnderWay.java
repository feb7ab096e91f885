package dev.tokenbudget.internal.recording;

import dev.tokenbudget.run.CallRecorder.CallUnderWay;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** The calls of a run that were sent and have not ended. */
final class CallsUnderWay {

    private final Lock lock;
    private final Condition ended;
    private int number;

    /** @param lock what guards the run */
    CallsUnderWay(Lock lock) {
        this.lock = lock;
        this.ended = lock.newCondition();
    }

    CallUnderWay begin() {
        lock.lock();
        try {
            number++;
        } finally {
            lock.unlock();
        }
        return new OpenCall();
    }

    /** Wait until all calls have ended, for {@code grace} at most, and return how many have not; to be called with the lock. */
    int await(Duration grace) {
        long left = grace.toNanos();
        try {
            while (number > 0 && left > 0) {
                left = ended.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return number;
    }

    /** Ends a call, once however often it is closed. */
    private final class OpenCall implements CallUnderWay {
        private boolean closed;

        @Override
        public void close() {
            lock.lock();
            try {
                if (!closed) {
                    closed = true;
                    number--;
                    ended.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
