package dev.tokenbudget.internal.junit;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Waits for runs that JUnit executes in parallel, on the thread that hands them out.
 *
 * <p>Sequentially, a run has ended before the next one is asked for. In parallel, JUnit forks runs onto the queue of this very
 * thread, which may be the only one: so it executes those that nobody has taken, and waits only for what other threads
 * execute already.
 */
final class StageEnd {

    /** How long a run that left the queue may take to begin; one that JUnit cancelled never does. */
    private static final long SECONDS_TO_BEGIN = 10;

    private StageEnd() {}

    /** Return whether all of {@code stage} has ended; false where that cannot be waited for without the risk of a deadlock. */
    static boolean await(List<StagedRun> stage) {
        if (stage.stream().allMatch(run -> run.ended().isDone())) {
            return true;
        }
        if (!(Thread.currentThread() instanceof ForkJoinWorkerThread)) {
            return false;
        }
        OwnQueue.executeWhatNobodyTook(stage);
        return haveBegun(stage) && haveEnded(stage);
    }

    private static boolean haveBegun(List<StagedRun> stage) {
        try {
            all(stage, StagedRun::begun).get(SECONDS_TO_BEGIN, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException neverBegun) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waiting for a future lets the pool start another thread meanwhile. */
    private static boolean haveEnded(List<StagedRun> stage) {
        try {
            all(stage, StagedRun::ended).get();
            return true;
        } catch (ExecutionException neverThrown) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static CompletableFuture<Void> all(
            List<StagedRun> stage, Function<StagedRun, CompletableFuture<Void>> event) {
        return CompletableFuture.allOf(stage.stream().map(event).toArray(CompletableFuture<?>[]::new));
    }

    /** The tasks that this thread has forked; only a subclass of {@link ForkJoinTask} gets at them. */
    private abstract static class OwnQueue extends RecursiveAction {

        private static final long serialVersionUID = 1;

        /**
         * Execute runs of {@code stage} that are still queued. They lie on top, and other threads steal from the bottom: as
         * long as one is left, what this takes is one of them, never another test.
         */
        static void executeWhatNobodyTook(List<StagedRun> stage) {
            while (!stage.stream().allMatch(run -> run.begun().isDone())) {
                ForkJoinTask<?> next = pollNextLocalTask();
                if (next == null) {
                    return;
                }
                next.quietlyInvoke();
            }
        }
    }
}
