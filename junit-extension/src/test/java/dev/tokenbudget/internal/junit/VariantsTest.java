package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskVariant;
import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.junit.Variant;
import dev.tokenbudget.run.RunRecorder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One task in several variants: whose turn it is, how many runs each makes, and what they are called. */
class VariantsTest {

    private static final List<String> ORDER = new ArrayList<>();

    @RegisterExtension
    static final RunCounter RUNS = new RunCounter();

    @TempDir
    private Path folder;

    @BeforeEach
    void beginAnew() {
        ORDER.clear();
    }

    @Test
    void variants_take_turns_and_each_round_begins_with_another_one() {
        TestBuild.Result result = build().run(ThreeModels.class);

        assertThat(ORDER).containsExactly("opus", "sonnet", "haiku", "sonnet", "haiku", "opus");
        assertThat(result.failures()).isEmpty();
    }

    @Test
    void the_variant_in_use_is_the_task_itself_and_the_others_are_named_after_it() {
        TestBuild.Result result = build().run(ThreeModels.class);

        assertThat(result.tasks()).containsExactly("reviews", "reviews[haiku]", "reviews[sonnet]");
        assertThat(result.runsOf("reviews")).extracting(Run::variant).containsOnly(variant("reviews", "opus"));
        assertThat(result.runsOf("reviews[haiku]")).extracting(Run::variant).containsOnly(variant("reviews", "haiku"));
        assertThat(result.runsOf("reviews[haiku]"))
                .flatExtracting(Run::calls)
                .extracting(call -> call.requestedModel())
                .containsOnly("haiku");
    }

    static class ThreeModels {
        @BenchmarkTask(runs = 2, maxRuns = 2)
        void reviews(@Variant({"opus", "sonnet", "haiku"}) String model, RunRecorder recorder) {
            ORDER.add(model);
            recorder.record("anthropic", model, 1_000, 10);
        }
    }

    @Test
    void the_session_ends_with_their_comparison() {
        assertThat(build().run(ThreeModels.class).printed())
                .contains("variants of VariantsTest$ThreeModels.reviews ", "opus (in use) ", "Not shown: ");
    }

    @Test
    void all_make_as_many_runs_as_the_one_that_needs_most() {
        AcceptedTasks.write(folder, OneIsSuspicious.class, "reviews", "reviews[calm]");

        TestBuild.Result result = build().run(OneIsSuspicious.class);

        assertThat(result.runsOf("reviews")).hasSize(40);
        assertThat(result.runsOf("reviews[calm]")).hasSize(40);
    }

    static class OneIsSuspicious {
        @BenchmarkTask
        void reviews(@Variant({"suspicious", "calm"}) String setting, RunRecorder recorder) {
            recorder.record("openai", "gpt-5", noisy(setting.equals("calm") ? 1_000 : 1_140), 0);
        }
    }

    @Test
    void a_variant_that_provably_succeeds_too_rarely_stops_alone() {
        AcceptedTasks.write(folder, OneFails.class, "reviews");

        TestBuild.Result result = build().run(OneFails.class);

        assertThat(result.runsOf("reviews")).hasSize(40);
        assertThat(result.runsOf("reviews[broken]")).hasSize(5);
        assertThat(result.onlyFailure())
                .hasMessageContaining("reviews[broken] succeeded in 0 of 5 runs, but minPassRate = 0.8");
    }

    static class OneFails {
        @BenchmarkTask(minPassRate = 0.8)
        void reviews(@Variant({"sound", "broken"}) String setting, RunRecorder recorder) {
            recorder.record("openai", "gpt-5", noisy(1_140), 0);
            assertThat(setting).isEqualTo("sound");
        }
    }

    @Test
    void all_stop_where_the_variant_in_use_succeeds_too_rarely() {
        AcceptedTasks.write(folder, TheOneInUseFails.class, "reviews[sound]");

        TestBuild.Result result = build().run(TheOneInUseFails.class);

        assertThat(result.runs()).hasSize(10);
    }

    static class TheOneInUseFails {
        @BenchmarkTask(minPassRate = 0.8)
        void reviews(@Variant({"broken", "sound"}) String setting, RunRecorder recorder) {
            recorder.record("openai", "gpt-5", noisy(1_140), 0);
            assertThat(setting).isEqualTo("sound");
        }
    }

    @Test
    void an_enum_stands_for_all_of_its_constants() {
        assertThat(build().run(AllSettings.class).tasks()).containsExactly("reviews", "reviews[SHORT_PROMPT]");
    }

    static class AllSettings {
        enum Setup {
            LONG_PROMPT,
            SHORT_PROMPT
        }

        @BenchmarkTask(runs = 1, maxRuns = 1)
        void reviews(@Variant Setup setup, RunRecorder recorder) {
            recorder.record("openai", "gpt-5", setup == Setup.LONG_PROMPT ? 2_000 : 1_000, 0);
        }
    }

    @Test
    void a_value_has_the_type_of_its_parameter() {
        TestBuild.Result result = build().run(Caching.class);

        assertThat(result.failures()).isEmpty();
        assertThat(result.runsOf("reviews[true]"))
                .flatExtracting(Run::calls)
                .extracting(call -> call.usage().input().getAsLong())
                .containsExactly(100L);
    }

    static class Caching {
        @BenchmarkTask(runs = 1, maxRuns = 1)
        void reviews(RunRecorder recorder, @Variant({"false", "true"}) boolean cached) {
            recorder.record("openai", "gpt-5", cached ? 100 : 1_000, 0);
        }
    }

    @Test
    void a_parameter_set_of_the_class_has_variants_of_its_own() {
        TestBuild.Result result = build().run(OfTwoSizes.class);

        assertThat(result.tasks())
                .containsExactly(
                        "reviews[size=1]", "reviews[size=1][mini]", "reviews[size=2]", "reviews[size=2][mini]");
        assertThat(result.runsOf("reviews[size=2][mini]"))
                .extracting(Run::variant)
                .containsOnly(variant("reviews[size=2]", "mini"));
    }

    @ParameterizedClass(name = "size={0}")
    @ValueSource(ints = {1, 2})
    static class OfTwoSizes {
        @Parameter
        int size;

        @BenchmarkTask(runs = 1, maxRuns = 1)
        void reviews(@Variant({"gpt-5", "mini"}) String model, RunRecorder recorder) {
            recorder.record("openai", model, size, 0);
        }
    }

    @Test
    void of_a_parameterized_test_one_parameter_is_the_variant() {
        TestBuild.Result result = build().run(TwoDiffs.class);

        assertThat(result.tasks())
                .containsExactly(
                        "reviews[haiku, a.diff]",
                        "reviews[haiku, b.diff]",
                        "reviews[opus, a.diff]",
                        "reviews[opus, b.diff]");
        assertThat(result.runsOf("reviews[haiku, b.diff]"))
                .extracting(Run::variant)
                .containsOnly(variant("reviews", "haiku"));
    }

    static class TwoDiffs {
        @TokenBudget
        @ParameterizedTest(name = "{0}, {1}")
        @CsvSource({"opus, a.diff", "haiku, a.diff", "opus, b.diff", "haiku, b.diff"})
        void reviews(@Variant String model, String diff, RunRecorder recorder) {
            recorder.record("anthropic", model, diff.length(), 0);
        }
    }

    @Test
    void runs_without_variants_are_of_none() {
        assertThat(build().run(Plain.class).onlyRun().variant()).isEmpty();
    }

    static class Plain {
        @BenchmarkTask(runs = 1, maxRuns = 1)
        void reviews(RunRecorder recorder) {
            recorder.record("openai", "gpt-5", 1_000, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {OnlyOne.class, Twice.class, NoNumber.class, TwoOfThem.class, ValuesTwice.class})
    void what_cannot_be_compared_is_refused(Class<?> tests) {
        TestBuild.Result result = build().run(tests);

        assertThat(result.failures())
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(ExtensionConfigurationException.class)
                        .hasMessageContainingAll("@Variant of " + tests.getName() + "#reviews cannot be used: "));
    }

    static class OnlyOne {
        @BenchmarkTask
        void reviews(@Variant("gpt-5") String model) {}
    }

    static class Twice {
        @BenchmarkTask
        void reviews(@Variant({"gpt-5", "gpt-5"}) String model) {}
    }

    static class NoNumber {
        @BenchmarkTask
        void reviews(@Variant({"1", "two"}) int files) {}
    }

    static class TwoOfThem {
        @BenchmarkTask
        void reviews(@Variant({"a", "b"}) String model, @Variant({"c", "d"}) String prompt) {}
    }

    static class ValuesTwice {
        @TokenBudget
        @ParameterizedTest
        @ValueSource(strings = {"a", "b"})
        void reviews(@Variant({"a", "b"}) String model) {}
    }

    private TestBuild build() {
        return new TestBuild(folder);
    }

    private static Optional<TaskVariant> variant(String of, String name) {
        return Optional.of(new TaskVariant(of, name));
    }

    private static long noisy(long mean) {
        long[] percents = {-8, -8, 8, 8, 4, 4, -4, -4, 0, 0};
        return mean + mean * percents[(RUNS.incrementAndGet() - 1) % percents.length] / 100;
    }
}
