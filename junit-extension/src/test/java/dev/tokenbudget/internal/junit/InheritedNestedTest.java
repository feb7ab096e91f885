package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.run.RunRecorder;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

/** A nested class that subclasses inherit belongs to each of them. */
class InheritedNestedTest {

    @TempDir
    private Path folder;

    abstract static class Base {
        abstract long tokens();

        @Nested
        class Inner {
            @Test
            void task(RunRecorder run) {
                run.record("openai", "gpt-4o", tokens(), 1);
            }

            @Nested
            class Deeper {
                @BenchmarkTask(runs = 2)
                void deep(RunRecorder run) {
                    run.record("openai", "gpt-4o", tokens(), 1);
                }
            }
        }
    }

    @TokenBudget(maxTotal = 500, labels = "price=cheap")
    static class Cheap extends Base {
        @Override
        long tokens() {
            return 100;
        }
    }

    @TokenBudget(maxTotal = 500, labels = "price=dear")
    static class Dear extends Base {
        @Override
        long tokens() {
            return 9_000;
        }
    }

    @Test
    void is_a_task_of_each_subclass() {
        TestBuild.Result result = new TestBuild(folder).run(Cheap.class, Dear.class);

        assertThat(result.measurement().tasks().keySet())
                .extracting(TaskId::toString)
                .containsExactly(
                        Cheap.class.getName() + "$Inner#task",
                        Cheap.class.getName() + "$Inner$Deeper#deep",
                        Dear.class.getName() + "$Inner#task",
                        Dear.class.getName() + "$Inner$Deeper#deep");
        assertThat(result.runs()).extracting(Run::number).containsExactly(1, 1, 2, 1, 1, 2);
    }

    @Test
    void has_the_limits_and_labels_of_its_subclass() {
        TestBuild.Result result = new TestBuild(folder).run(Cheap.class, Dear.class);

        assertThat(result.runs())
                .allSatisfy(run -> assertThat(run.terms().budget().limits()).containsOnlyKeys(Metric.TOTAL));
        assertThat(result.runs())
                .extracting(run -> run.labels().get("price"))
                .containsExactly("cheap", "cheap", "cheap", "dear", "dear", "dear");
        assertThat(result.failures())
                .hasSize(3)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(AssertionFailedError.class)
                        .hasMessageContaining("used 9,001 tokens"));
    }

    @Test
    void goes_on_being_named_after_the_class_that_holds_it_where_nothing_is_inherited() {
        assertThat(new TestBuild(folder).run(Holder.class).onlyRun().task().testClass())
                .isEqualTo(Holder.Inner.class.getName());
    }

    @TokenBudget
    static class Holder {
        @Nested
        class Inner {
            @Test
            void test() {}
        }
    }

    @Test
    void in_a_subclass_with_parameter_sets_is_a_task_of_each() {
        assertThat(new TestBuild(folder).run(Sized.class).measurement().tasks().keySet())
                .extracting(TaskId::toString)
                .containsExactly(
                        Sized.class.getName() + "$Inner#task[size=12]", Sized.class.getName() + "$Inner#task[size=3]");
    }

    abstract static class SizedBase {
        @Parameter
        int size;

        @Nested
        class Inner {
            @Test
            void task() {}
        }
    }

    @TokenBudget
    @ParameterizedClass(name = "size={0}")
    @ValueSource(ints = {3, 12})
    static class Sized extends SizedBase {}
}
