package dev.tokenbudget.internal.gateway.prompt;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Does the work on prompts one after the other on a separate thread, which lives while there is some. In a flood of calls, which no
 * paid model can answer, it leaves the processor to the calls, and goes on afterwards with what it could keep.
 */
final class PromptQueue {

    private static final int MOST_WAITING = 4096;
    private static final long MOST_BYTES = 64 << 20;

    private static final long FLOOD_PER_SECOND = 2000;
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final AtomicLong came = new AtomicLong();
    private final AtomicLong bytesWaiting = new AtomicLong();
    private final ThreadPoolExecutor worker = new Worker();

    /** Something to do about one prompt. */
    interface Work extends Runnable {

        /** Whether somebody waits for it, as the end of a run does, and the answer to a call that is replayed. */
        boolean isAwaited();
    }

    /**
     * Do {@code work} once what waits has been done.
     *
     * @param bytes about how much memory it holds until then
     * @return whether it is done; not where too much waits already
     */
    boolean add(Work work, long bytes) {
        came.incrementAndGet();
        // The exception below is for races only: made for each call of a flood, it took a twentieth of their time.
        if (worker.getQueue().remainingCapacity() == 0) {
            return false;
        }
        if (bytesWaiting.addAndGet(bytes) - bytes > MOST_BYTES) {
            bytesWaiting.addAndGet(-bytes);
            return false;
        }
        try {
            worker.execute(new Waiting(work, bytes));
            return true;
        } catch (RejectedExecutionException e) {
            bytesWaiting.addAndGet(-bytes);
            return false;
        }
    }

    private final class Waiting implements Runnable {
        private final Work work;
        private final long bytes;

        Waiting(Work work, long bytes) {
            this.work = work;
            this.bytes = bytes;
        }

        @Override
        public void run() {
            bytesWaiting.addAndGet(-bytes);
            work.run();
        }
    }

    private final class Worker extends ThreadPoolExecutor {

        private long lookedAt = System.nanoTime();
        private long cameThen;
        private boolean flooded;

        Worker() {
            super(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), task -> {
                Thread thread = new Thread(task, "tokenbudget-prompts");
                thread.setDaemon(true);
                return thread;
            });
            allowCoreThreadTimeOut(true);
        }

        @Override
        protected void beforeExecute(Thread thread, Runnable task) {
            // Where one processor does both, calls go first: of the events behind a flood, 1 in 20 was 2 ms late, and 1
            // in 10
            // without this.
            Thread.yield();
            look();
            while (flooded && !((Waiting) task).work.isAwaited()) {
                LockSupport.parkNanos(REST_NANOS);
                look();
            }
        }

        private void look() {
            long passed = System.nanoTime() - lookedAt;
            if (passed >= LOOK_NANOS) {
                long now = came.get();
                flooded = (now - cameThen) * TimeUnit.SECONDS.toNanos(1) / passed > FLOOD_PER_SECOND;
                cameThen = now;
                lookedAt += passed;
            }
        }
    }
}
