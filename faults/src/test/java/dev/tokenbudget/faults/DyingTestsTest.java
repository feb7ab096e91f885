package dev.tokenbudget.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.IncompleteSession;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that exhaust their JVM, end it or never end. */
class DyingTestsTest {

    @TempDir
    Path folder;

    @Test
    void a_test_that_exhausts_stack_or_time_fails_and_all_runs_around_it_count() throws Exception {
        TestJvm jvm = new TestJvm(folder);

        jvm.start(DyingTests.ByStack.class, DyingTests.ByWaiting.class).waitFor();

        assertThat(jvm.printed()).contains("StackOverflowError", "TimeoutException", SessionOfTests.ENDED);
        assertThat(jvm.finished()).hasSize(6);
        assertThat(jvm.logged()).doesNotHaveDuplicates().containsAll(jvm.finished());
        assertThat(jvm.measured().incomplete()).isEmpty();
        assertThat(jvm.measured().tasks().values())
                .hasSize(2)
                .allSatisfy(task -> assertThat(task.runs())
                        .extracting(Run::outcome)
                        .containsExactly(Outcome.SUCCEEDED, Outcome.FAILED, Outcome.SUCCEEDED));
    }

    /** JUnit takes it for fatal and breaks off all tests, but closes its session as after any other. */
    @Test
    void a_test_that_exhausts_the_heap_leaves_the_run_before_and_a_report_of_it() throws Exception {
        TestJvm jvm = new TestJvm(folder).option("-Xmx64m");

        Process process = jvm.start(DyingTests.ByMemory.class);
        process.waitFor();

        assertThat(jvm.printed()).contains("OutOfMemoryError", "TokenBudget: JUnit broke off the tests");
        assertLeft(jvm, process);
    }

    /** One annotation that cannot be used must not hide that the other tests were broken off. */
    @Test
    void a_test_beside_it_that_cannot_be_planned_hides_nothing() throws Exception {
        TestJvm jvm = new TestJvm(folder).option("-Xmx64m");

        Process process = jvm.start(DyingTests.ByMemory.class, DyingTests.OfNoRuns.class);
        process.waitFor();

        assertThat(jvm.printed()).doesNotContain("PlanListener");
        assertLeft(jvm, process);
    }

    @ParameterizedTest
    @ValueSource(classes = {DyingTests.ByExit.class, DyingTests.ByHalt.class})
    void a_test_that_ends_its_jvm_leaves_the_run_before_and_a_report_of_it(Class<?> test) throws Exception {
        TestJvm jvm = new TestJvm(folder);

        Process process = jvm.start(test);
        process.waitFor();

        assertLeft(jvm, process);
    }

    @Test
    @Timeout(2 * 60)
    void a_test_that_hangs_until_it_is_killed_leaves_the_run_before_and_a_report_of_it() throws Exception {
        TestJvm jvm = new TestJvm(folder);

        Process process = jvm.start(DyingTests.ByHanging.class);
        while (process.isAlive() && !jvm.printed().contains("It hangs.")) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        process.destroy();
        process.waitFor();

        assertLeft(jvm, process);
    }

    private static void assertLeft(TestJvm jvm, Process process) throws IOException {
        assertThat(jvm.printed()).doesNotContain(SessionOfTests.ENDED);
        assertThat(jvm.finished()).as(jvm.printed()).hasSize(1);
        assertThat(jvm.logged()).containsExactlyElementsOf(jvm.finished());
        assertThat(jvm.measured().incomplete())
                .singleElement()
                .extracting(IncompleteSession::sentence)
                .asString()
                .contains("has no end: its JVM (process " + process.pid() + ") was killed, or a test ended it: 1 of the"
                        + " 3 planned runs");
    }
}
