package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.SkippedTask;
import dev.tokenbudget.internal.runlog.RunLogs;
import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.run.RunRecorder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Whatever leaves out a test, the run log says that it did, and why. */
class SkippedTestsTest {

    private static final String MISSING_VARIABLE = "NO_SUCH_PROVIDER_KEY";

    @TempDir
    private Path folder;

    @TokenBudget
    static class Conditional {
        @EnabledIfEnvironmentVariable(named = MISSING_VARIABLE, matches = ".+")
        @BenchmarkTask
        void byCondition() {}

        @Disabled("not today")
        @TokenBudget(task = "named")
        @Test
        void disabled() {}

        @BenchmarkTask(runs = 2, maxRuns = 2)
        void byAssumption() {
            Assumptions.assumeTrue(System.getenv(MISSING_VARIABLE) != null, "no key");
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"small", "large"})
        void byParameterSet(String size, RunRecorder run) {
            Assumptions.assumeFalse(size.equals("large"), "too dear");
            run.record("acme", "acme-1", 10, 1);
        }
    }

    @Test
    void by_a_condition_or_an_assumption_of_its_own() {
        Measurement measured = measure(Conditional.class);

        assertThat(measured.skipped().stream().map(SkippedTestsTest::told).distinct())
                .containsExactlyInAnyOrder(
                        "byCondition: Environment variable [" + MISSING_VARIABLE + "] does not exist",
                        "named: not today",
                        "byAssumption: Assumption failed: no key",
                        "byParameterSet[large]: Assumption failed: too dear");
        assertThat(measured.incomplete()).isEmpty();
    }

    @Test
    void by_what_holds_for_its_whole_class() {
        assertThat(measure(InBeforeAll.class, InBeforeEach.class, OfClass.class).skipped().stream()
                        .map(SkippedTestsTest::told))
                .containsExactlyInAnyOrder(
                        "one: no key",
                        "other: no key",
                        "each: Assumption failed: no key",
                        "test: the provider is down");
    }

    @TokenBudget
    static class InBeforeAll {
        @BeforeAll
        static void requireKey() {
            Assumptions.abort("no key");
        }

        @Test
        void one() {}

        @BenchmarkTask
        void other() {}
    }

    @TokenBudget
    static class InBeforeEach {
        @BeforeEach
        void requireKey() {
            Assumptions.assumeTrue(false, "no key");
        }

        @Test
        void each() {}
    }

    @TokenBudget
    @Disabled("the provider is down")
    static class OfClass {
        @Test
        void test() {}
    }

    @Test
    void a_test_that_nobody_measures_is_not_told() {
        assertThat(measure(Unmeasured.class).skipped()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    static class Unmeasured {
        @Disabled
        @Test
        void test() {}
    }

    private static String told(SkippedTask task) {
        return task.task().name() + ": " + task.reason();
    }

    private Measurement measure(Class<?>... tests) {
        Map<String, String> properties = Map.of("basedir", folder.toString(), "tokenbudget.build", TestBuild.ID);
        properties.forEach(System::setProperty);
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher()
                    .execute(LauncherDiscoveryRequestBuilder.request()
                            .selectors(Stream.of(tests)
                                    .map(DiscoverySelectors::selectClass)
                                    .toList())
                            .build());
        } finally {
            properties.keySet().forEach(System::clearProperty);
        }
        return RunLogs.merge(folder.resolve("target/tokenbudget/runs"), new BuildId(TestBuild.ID, Optional.empty()));
    }
}
