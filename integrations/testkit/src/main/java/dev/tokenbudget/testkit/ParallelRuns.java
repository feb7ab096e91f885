package dev.tokenbudget.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs that are under way at the same time, each on a thread of its own. */
public final class ParallelRuns {

    private final CyclicBarrier together;
    private final Runnable call;

    private ParallelRuns(int number, Runnable call) {
        this.together = new CyclicBarrier(number);
        this.call = call;
    }

    /**
     * Execute runs at once, of which the first makes {@code call} once, the second twice, and so on.
     *
     * @return how many calls each run was charged with
     */
    public static List<Integer> callsCharged(int number, Runnable call) throws Exception {
        ParallelRuns runs = new ParallelRuns(number, call);
        ExecutorService threads = Executors.newFixedThreadPool(number);
        try {
            List<Future<Integer>> counts = new ArrayList<>();
            for (int calls = 1; calls <= number; calls++) {
                int own = calls;
                counts.add(threads.submit(() -> runs.execute(own)));
            }
            List<Integer> charged = new ArrayList<>();
            for (Future<Integer> count : counts) {
                charged.add(count.get());
            }
            return charged;
        } finally {
            threads.shutdownNow();
        }
    }

    private int execute(int calls) throws Exception {
        try (ObservedRun run = ObservedRun.start("run of " + calls)) {
            together.await();
            for (int i = 0; i < calls; i++) {
                call.run();
            }
            int charged = run.calls().size();
            together.await();
            return charged;
        }
    }
}
