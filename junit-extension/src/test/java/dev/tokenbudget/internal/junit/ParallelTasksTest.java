package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.run.RunRecorder;
import java.nio.file.Path;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Which runs overlap where JUnit executes tests in parallel. */
class ParallelTasksTest {

    private static final CyclicBarrier TOGETHER = new CyclicBarrier(2);

    @TempDir
    private Path folder;

    @Test
    void the_runs_of_a_class_are_made_one_after_the_other() {
        TestBuild.Result result = build().run(NeverTwoAtOnce.class);

        assertThat(result.failures()).isEmpty();
        assertThat(result.tasks()).containsExactly("diagnoses", "reviews");
        assertThat(result.runs()).hasSize(20);
    }

    static class NeverTwoAtOnce {
        private static final AtomicInteger UNDER_WAY = new AtomicInteger();

        @BenchmarkTask(runs = 10)
        void reviews() {
            beAlone();
        }

        @BenchmarkTask(runs = 10)
        void diagnoses() {
            beAlone();
        }

        private static void beAlone() {
            assertThat(UNDER_WAY.incrementAndGet()).isOne();
            Thread.yield();
            UNDER_WAY.decrementAndGet();
        }
    }

    @Test
    void the_tasks_of_different_classes_overlap() {
        assertThat(build().run(OneClass.class, AnotherClass.class).failures()).isEmpty();
    }

    static class OneClass {
        @BenchmarkTask(runs = 1)
        void reviews() throws InterruptedException, BrokenBarrierException, TimeoutException {
            TOGETHER.await(30, TimeUnit.SECONDS);
        }
    }

    static class AnotherClass {
        @BenchmarkTask(runs = 1)
        void reviews() throws InterruptedException, BrokenBarrierException, TimeoutException {
            TOGETHER.await(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void runs_that_may_become_more_cannot_be_asked_to_overlap() {
        TestBuild.Result result = new TestBuild(folder).run(ConcurrentInStages.class);

        assertThat(result.onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContainingAll("ConcurrentInStages#reviews", "@Execution(CONCURRENT)", "set maxRuns = 5");
        assertThat(result.runs()).isEmpty();
    }

    static class ConcurrentInStages {
        @Execution(ExecutionMode.CONCURRENT)
        @BenchmarkTask
        void reviews() {}
    }

    @Test
    void a_fixed_number_of_runs_may_overlap() {
        TestBuild.Result result = build().run(TwoAtOnce.class);

        assertThat(result.failures()).isEmpty();
        assertThat(result.runsOf("reviews")).hasSize(2).extracting(Run::number).containsExactlyInAnyOrder(1, 2);
    }

    static class TwoAtOnce {
        @Execution(ExecutionMode.CONCURRENT)
        @BenchmarkTask(runs = 2, maxRuns = 2)
        void reviews(RunRecorder recorder) throws InterruptedException, BrokenBarrierException, TimeoutException {
            recorder.record("openai", "gpt-5", 100, 10);
            TOGETHER.await(30, TimeUnit.SECONDS);
        }
    }

    private TestBuild build() {
        return new TestBuild(folder).parallel();
    }
}
