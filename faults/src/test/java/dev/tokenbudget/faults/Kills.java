package dev.tokenbudget.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does the same many times, each with chances of its own, two at a time. */
final class Kills {

    private Kills() {}

    /** What is done once: {@code number} is from 0 on. */
    interface Trial {
        void make(int number, SplittableRandom chance) throws Exception;
    }

    static void repeat(int times, Trial trial) throws InterruptedException, ExecutionException {
        ExecutorService pair = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> trials = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int number = i;
                Callable<Boolean> once = () -> {
                    trial.make(number, new SplittableRandom(number));
                    return true;
                };
                trials.add(pair.submit(once));
            }
            for (Future<?> done : trials) {
                done.get();
            }
        } finally {
            pair.shutdownNow();
        }
    }

    /** Kill {@code process} at a moment of the next {@code most} nanoseconds, if it still runs then; return whether it did. */
    static boolean at(Process process, long most, SplittableRandom chance) throws InterruptedException {
        boolean ended = process.waitFor((long) (chance.nextDouble() * most), TimeUnit.NANOSECONDS);
        process.destroyForcibly().waitFor();
        return !ended;
    }
}
