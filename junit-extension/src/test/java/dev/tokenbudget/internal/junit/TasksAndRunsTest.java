package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.run.RunRecorder;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.Event;

/** Which invocations are runs, and of which task. */
class TasksAndRunsTest {

    @TempDir
    private Path folder;

    @Test
    void each_test_of_an_annotated_class_is_one_run_of_its_own_task() {
        TestBuild.Result result = new TestBuild(folder).run(TwoTests.class);

        assertThat(result.tasks()).containsExactly("costly", "free");
        assertThat(result.runsOf("costly")).singleElement().satisfies(run -> {
            assertThat(run.task().testClass()).isEqualTo(TwoTests.class.getName());
            assertThat(run.calls()).singleElement().satisfies(call -> {
                assertThat(call.provider()).isEqualTo("openai");
                assertThat(call.usage().total()).hasValue(110);
            });
        });
    }

    @TokenBudget
    static class TwoTests {
        @Test
        void costly(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", 100, 10);
        }

        @Test
        void free() {}
    }

    @Test
    void tests_without_annotation_are_not_runs() {
        assertThat(new TestBuild(folder).run(OneAnnotated.class).tasks()).containsExactly("annotated");
    }

    static class OneAnnotated {
        @TokenBudget
        @Test
        void annotated() {}

        @Test
        void plain() {}
    }

    @Test
    void a_benchmark_task_makes_as_many_runs_as_it_says_without_any_other_annotation() {
        TestBuild.Result result = new TestBuild(folder).run(ThreeRuns.class);

        assertThat(result.runsOf("reviews")).extracting(Run::number).containsExactly(1, 2, 3);
        assertThat(result.events().testEvents().started().stream())
                .extracting(Event::getTestDescriptor)
                .extracting("displayName")
                .containsExactly("run 1 of 3", "run 2 of 3", "run 3 of 3");
    }

    static class ThreeRuns {
        @BenchmarkTask(runs = 3)
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", 100, 10);
        }
    }

    @Test
    void annotated_tests_carry_the_tag_token_budget() {
        TestBuild.Result result = new TestBuild(folder).run(TwoTests.class, ThreeRuns.class);

        assertThat(result.events().testEvents().started().stream())
                .hasSize(5)
                .allSatisfy(event -> assertThat(event.getTestDescriptor().getTags())
                        .extracting("name")
                        .contains("token-budget"));
    }

    @Test
    void repetitions_are_runs_of_the_same_task() {
        assertThat(new TestBuild(folder).run(Repeated.class).runsOf("again"))
                .extracting(Run::number)
                .containsExactly(1, 2);
    }

    @TokenBudget
    static class Repeated {
        @RepeatedTest(2)
        void again() {}
    }

    @Test
    void run_numbers_are_unique_also_in_parallel() {
        TestBuild.Result result = new TestBuild(folder).parallel().run(ManyRuns.class);

        assertThat(result.runsOf("reviews"))
                .extracting(Run::number)
                .doesNotHaveDuplicates()
                .hasSize(60)
                .allMatch(number -> number >= 1 && number <= 60);
    }

    static class ManyRuns {
        @Execution(ExecutionMode.CONCURRENT)
        @BenchmarkTask(runs = 60, maxRuns = 60)
        void reviews() {}
    }

    @Test
    void each_parameter_set_is_a_task_named_after_its_values() {
        assertThat(new TestBuild(folder).run(Parameterized.class).tasks())
                .containsExactly("size[size=12]", "size[size=3]");
    }

    @TokenBudget
    static class Parameterized {
        @ParameterizedTest
        @ValueSource(ints = {3, 12})
        void size(int size) {}
    }

    @Test
    void a_parameter_set_whose_name_changes_from_jvm_to_jvm_is_named_by_its_place() {
        assertThat(new TestBuild(folder).run(Anonymous.class).tasks()).containsExactly("of[#1]", "of[#2]");
    }

    @TokenBudget
    static class Anonymous {
        static Object[] objects() {
            return new Object[] {new Object(), new Object()};
        }

        @ParameterizedTest
        @MethodSource("objects")
        void of(Object object) {}
    }

    @Test
    void a_parameter_set_that_only_has_an_index_is_named_by_its_place() {
        assertThat(new TestBuild(folder).run(IndexOnly.class).tasks()).containsExactly("of[#1]", "of[#2]");
    }

    @TokenBudget
    static class IndexOnly {
        @ParameterizedTest(name = "[{index}]")
        @ValueSource(ints = {7, 8})
        void of(int number) {}
    }

    @Test
    void a_mail_address_is_a_name_and_no_identity_hash() {
        assertThat(new TestBuild(folder).run(Mail.class).tasks())
                .singleElement()
                .asString()
                .contains("a@abc.de");
    }

    @TokenBudget
    static class Mail {
        @ParameterizedTest
        @ValueSource(strings = "a@abc.de")
        void to(String address) {}
    }

    @Test
    void a_nested_class_is_a_test_class_of_its_own() {
        assertThat(new TestBuild(folder).run(Outer.class).onlyRun().task().toString())
                .isEqualTo(Outer.Inner.class.getName() + "#test");
    }

    @TokenBudget
    static class Outer {
        @Nested
        class Inner {
            @Test
            void test() {}
        }
    }

    @Test
    void a_subclass_measures_its_own_tasks() {
        assertThat(new TestBuild(folder).run(MyAgent.class).onlyRun().task().toString())
                .isEqualTo(MyAgent.class.getName() + "#reviews");
    }

    @TokenBudget
    abstract static class Suite {
        @Test
        void reviews() {}
    }

    static class MyAgent extends Suite {}

    @Test
    void each_parameter_set_of_a_class_is_a_task_with_all_its_runs() {
        TestBuild.Result result = new TestBuild(folder).run(ParameterizedSuite.class);

        assertThat(result.tasks()).containsExactly("reviews[size=12]", "reviews[size=3]");
        assertThat(result.runsOf("reviews[size=3]")).extracting(Run::number).containsExactly(1, 2);
    }

    @ParameterizedClass(name = "size={0}")
    @ValueSource(ints = {3, 12})
    static class ParameterizedSuite {
        @Parameter
        int size;

        @BenchmarkTask(runs = 2)
        void reviews() {}
    }

    @Test
    void the_recorder_of_before_each_is_that_of_the_test() {
        assertThat(new TestBuild(folder).run(RecorderInSetUp.class).runs())
                .hasSize(2)
                .allSatisfy(run -> assertThat(run.calls())
                        .singleElement()
                        .satisfies(call -> assertThat(call.requestedModel())
                                .isEqualTo(run.task().name())));
    }

    @TokenBudget
    static class RecorderInSetUp {
        private RunRecorder recorder;

        @BeforeEach
        void setUp(RunRecorder recorder) {
            this.recorder = recorder;
        }

        @Test
        void a(TestInfo test) {
            recorder.record("openai", "a", 1, 1);
        }

        @Test
        void b() {
            recorder.record("openai", "b", 1, 1);
        }
    }

    @Test
    void overloaded_methods_do_not_share_a_task() {
        TestBuild.Result result = new TestBuild(folder).run(Overloaded.class);

        assertThat(result.onlyFailure()).hasMessageContainingAll("#reviews", "two tests", "@TokenBudget(task = \"…\")");
        assertThat(result.runs()).hasSize(1);
    }

    @TokenBudget
    static class Overloaded {
        @Test
        void reviews() {}

        @Test
        void reviews(RunRecorder recorder) {}
    }

    @Test
    void the_same_name_given_twice_is_refused() {
        assertThat(new TestBuild(folder).run(SameName.class).onlyFailure())
                .hasMessageContainingAll("#review", "a()", "b()");
    }

    static class SameName {
        @TokenBudget(task = "review")
        @Test
        void a() {}

        @TokenBudget(task = "review")
        @Test
        void b() {}
    }

    @Test
    void parameter_sets_of_the_same_name_are_refused() {
        assertThat(new TestBuild(folder).run(SameSets.class).onlyFailure())
                .hasMessageContainingAll("of[same]", "different display names");
    }

    @TokenBudget
    static class SameSets {
        @ParameterizedTest(name = "same")
        @ValueSource(ints = {1, 2})
        void of(int number) {}
    }

    @Test
    void the_tasks_of_an_execution_with_a_name_of_its_own_carry_it() {
        TestBuild.Result result = new TestBuild(folder)
                .property("tokenbudget.execution", "claude")
                .run(TwoTests.class, Parameterized.class);

        assertThat(result.tasks())
                .containsExactly("size @claude[size=12]", "size @claude[size=3]", "costly @claude", "free @claude");
    }

    @Test
    void names_given_to_overloads_keep_their_tasks_apart() {
        assertThat(new TestBuild(folder).run(NamedOverloads.class).tasks()).containsExactly("reviews", "reviews large");
    }

    @TokenBudget
    static class NamedOverloads {
        @Test
        void reviews() {}

        @TokenBudget(task = "reviews large")
        @Test
        void reviews(RunRecorder recorder) {}
    }
}
