package dev.tokenbudget.faults;

import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.run.RunRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;

/** Tasks of three runs, the second of which does what no test should do. */
class DyingTests {

    private static final int RUNS = 3;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static boolean isSecond(RunRecorder recorder) {
        String run = "run-" + NUMBER.incrementAndGet();
        FinishedRuns.begin(run);
        recorder.record("offline", run, 100, 10);
        return NUMBER.get() % RUNS == 2;
    }

    static final class ByMemory {

        @BenchmarkTask(runs = RUNS, maxRuns = RUNS)
        void fillsTheHeap(RunRecorder recorder) {
            List<long[]> heap = new ArrayList<>();
            if (isSecond(recorder)) {
                Stream.generate(() -> new long[1 << 20]).forEach(heap::add);
            }
        }
    }

    static final class OfNoRuns {

        @BenchmarkTask(runs = 0)
        void cannotBePlanned() {}
    }

    static final class ByStack {

        @BenchmarkTask(runs = RUNS, maxRuns = RUNS)
        void fillsTheStack(RunRecorder recorder) {
            if (isSecond(recorder)) {
                deeper(0);
            }
        }

        @SuppressWarnings("InfiniteRecursion") // on purpose
        private static long deeper(long depth) {
            return deeper(depth + 1) + 1;
        }
    }

    static final class ByWaiting {

        @BenchmarkTask(runs = RUNS, maxRuns = RUNS)
        @Timeout(value = 200, unit = TimeUnit.MILLISECONDS)
        void waits(RunRecorder recorder) throws InterruptedException {
            if (isSecond(recorder)) {
                new CountDownLatch(1).await();
            }
        }
    }

    static final class ByHanging {

        @BenchmarkTask(runs = RUNS, maxRuns = RUNS)
        void hangs(RunRecorder recorder) throws InterruptedException {
            if (isSecond(recorder)) {
                System.out.println("It hangs.");
                new CountDownLatch(1).await();
            }
        }
    }

    static final class ByExit {

        @BenchmarkTask(runs = RUNS, maxRuns = RUNS)
        void exits(RunRecorder recorder) {
            if (isSecond(recorder)) {
                System.exit(0);
            }
        }
    }

    static final class ByHalt {

        @BenchmarkTask(runs = RUNS, maxRuns = RUNS)
        void halts(RunRecorder recorder) {
            if (isSecond(recorder)) {
                Runtime.getRuntime().halt(0);
            }
        }
    }
}
