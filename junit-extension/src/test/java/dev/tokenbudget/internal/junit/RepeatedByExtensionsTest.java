package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.run.RunRecorder;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junitpioneer.jupiter.RetryingTest;
import org.junitpioneer.jupiter.cartesian.CartesianTest;

/** Extensions that run a test again make runs of one task; those that run it with other values make tasks. */
class RepeatedByExtensionsTest {

    @TempDir
    private Path folder;

    @Test
    void attempts_are_runs_of_one_task_and_those_that_failed_are_no_samples() {
        Retried.attempt = 0;

        TestBuild.Result result = new TestBuild(folder).run(Retried.class);

        assertThat(result.failures()).isEmpty();
        assertThat(result.tasks()).containsExactly("task");
        assertThat(result.runsOf("task")).extracting(Run::number).containsExactly(1, 2, 3);
        assertThat(result.runsOf("task"))
                .extracting(Run::outcome)
                .containsExactly(Outcome.FAILED, Outcome.FAILED, Outcome.SUCCEEDED);
    }

    @TokenBudget
    static class Retried {
        static int attempt;

        @RetryingTest(5)
        void task(RunRecorder run) {
            run.record("openai", "gpt-4o", 100, 10);
            Assertions.assertTrue(attempt++ > 1);
        }
    }

    @Test
    void the_order_of_annotations_does_not_matter() {
        assertThat(new TestBuild(folder).run(AnnotatedBehind.class).runsOf("task"))
                .extracting(Run::outcome)
                .containsExactly(Outcome.FAILED, Outcome.FAILED);
    }

    static class AnnotatedBehind {
        @RetryingTest(2)
        @TokenBudget
        void task() {
            Assertions.fail("never");
        }
    }

    @Test
    void attempts_with_names_of_their_own_are_runs_of_one_task_too() {
        assertThat(new TestBuild(folder).run(NamedAttempts.class).tasks()).containsExactly("byCount", "byDisplayName");
    }

    @TokenBudget
    static class NamedAttempts {
        @RetryingTest(maxAttempts = 3, minSuccess = 2, name = "attempt {index}")
        void byCount() {}

        @DisplayName("finds 2 of 3 faults")
        @RetryingTest(maxAttempts = 3, minSuccess = 2, name = "{displayName}, attempt {index}")
        void byDisplayName() {}
    }

    @Test
    void an_assumption_that_is_not_met_is_no_failed_attempt() {
        assertThat(new TestBuild(folder).run(Assuming.class).runs())
                .extracting(Run::outcome)
                .containsOnly(Outcome.ABORTED);
    }

    @TokenBudget
    static class Assuming {
        @RetryingTest(3)
        void tried() {
            org.junit.jupiter.api.Assumptions.abort("no key");
        }

        @Test
        void once() {
            assumeThat("key").isEqualTo("another key");
        }
    }

    @Test
    void each_combination_of_a_cartesian_test_is_a_task() {
        assertThat(new TestBuild(folder).run(Combined.class).tasks())
                .containsExactly("byIndex[#1]", "byIndex[#2]", "of[a, 1]", "of[a, 2]", "of[b, 1]", "of[b, 2]");
    }

    @TokenBudget
    static class Combined {
        @CartesianTest
        void of(
                @CartesianTest.Values(strings = {"a", "b"}) String letter,
                @CartesianTest.Values(ints = {1, 2}) int number) {}

        @CartesianTest(name = "[{index}]")
        void byIndex(@CartesianTest.Values(ints = {1, 2}) int number) {}
    }

    @Test
    void repetitions_of_any_name_are_runs_of_one_task() {
        assertThat(new TestBuild(folder).run(Repeated.class).tasks()).containsExactly("again");
    }

    @TokenBudget
    static class Repeated {
        @RepeatedTest(value = 3, name = "size {currentRepetition} @ {totalRepetitions}")
        void again() {}
    }

    @Test
    void a_template_that_only_counts_repeats_its_test() {
        TestBuild.Result result = new TestBuild(folder).run(Counting.class);

        assertThat(result.failures()).isEmpty();
        assertThat(result.tasks())
                .containsExactly(
                        "attempts",
                        "fractions",
                        "indexes",
                        "named",
                        "sameName[same]",
                        "words[Repetition if test failed]");
        assertThat(result.runs()).hasSize(18);
    }

    @TokenBudget
    static class Counting {
        @TestTemplate
        @ExtendWith(Attempts.class)
        void attempts() {}

        @TestTemplate
        @ExtendWith(Fractions.class)
        void fractions(RunRecorder run) {}

        @TestTemplate
        @ExtendWith(Indexes.class)
        void indexes() {}

        @TestTemplate
        @ExtendWith(MethodNames.class)
        void named() {}

        @TestTemplate
        @ExtendWith(SameName.class)
        void sameName() {}

        @TestTemplate
        @ExtendWith(Words.class)
        void words() {}
    }

    @Test
    void a_template_whose_names_differ_makes_a_task_of_each() {
        assertThat(new TestBuild(folder).run(Differing.class).tasks())
                .containsExactly("models[claude 1]", "models[claude 2]", "models[claude 3]");
    }

    @TokenBudget
    static class Differing {
        @TestTemplate
        @ExtendWith(Models.class)
        void models() {}
    }

    /** Makes three invocations. */
    abstract static class Template implements TestTemplateInvocationContextProvider {
        private final IntFunction<String> name;

        Template(IntFunction<String> name) {
            this.name = name;
        }

        @Override
        public boolean supportsTestTemplate(ExtensionContext context) {
            return true;
        }

        @Override
        public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
            return IntStream.rangeClosed(1, 3).mapToObj(i -> new TestTemplateInvocationContext() {
                @Override
                public String getDisplayName(int invocationIndex) {
                    return name.apply(invocationIndex);
                }
            });
        }
    }

    static class Attempts extends Template {
        Attempts() {
            super(index -> "attempt " + index + "/3");
        }
    }

    static class Fractions extends Template {
        Fractions() {
            super(index -> index + " of 3");
        }
    }

    static class Indexes extends Template {
        Indexes() {
            super(index -> "[" + index + "]");
        }
    }

    static class MethodNames extends Template {
        MethodNames() {
            super(index -> "named()");
        }
    }

    static class SameName extends Template {
        SameName() {
            super(index -> "same");
        }
    }

    static class Words extends Template {
        Words() {
            super(index -> "Repetition if test failed " + index + " of 3");
        }
    }

    static class Models extends Template {
        Models() {
            super(index -> "claude " + index);
        }
    }

    @Test
    void invocations_of_the_same_name_with_values_of_their_own_are_refused() {
        assertThat(new TestBuild(folder).run(SameValues.class).failures())
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure).hasMessageContainingAll("of[same]", "two tests"));
    }

    @TokenBudget
    static class SameValues {
        @CartesianTest(name = "same")
        void of(@CartesianTest.Values(ints = {1, 2}) int number) {}
    }
}
