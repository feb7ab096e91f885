package dev.tokenbudget.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What tells the runs of one execution from those of another that runs the same class. */
class ExecutionLabelTest {

    private static final TestExecution SUREFIRE = execution("maven-surefire-plugin", "default-test", false);
    private static final TestExecution GPT = execution(TestExecution.FAILSAFE, "gpt", true);
    private static final TestExecution CLAUDE = execution(TestExecution.FAILSAFE, "claude", false);
    private static final List<TestExecution> ALL = List.of(SUREFIRE, GPT, CLAUDE);

    @Test
    void the_first_execution_of_a_class_needs_none() {
        assertThat(label(GPT.name(), "it.AnswerIT")).isEmpty();
        assertThat(label(SUREFIRE.name(), "it.AnswerTest")).isEmpty();
    }

    @Test
    void a_later_execution_of_the_same_class_has_its_id_also_where_the_first_one_is_skipped() {
        assertThat(label(CLAUDE.name(), "it.AnswerIT")).contains("claude");
    }

    @Test
    void a_class_that_no_earlier_execution_selects_needs_none() {
        TestExecution all =
                new TestExecution(TestExecution.FAILSAFE, "3.6.1", "all", List.of("**/Answer*"), List.of(), false);

        assertThat(TestExecution.label(List.of(SUREFIRE, all), all.name(), "it.AnswerIT"))
                .isEmpty();
        assertThat(TestExecution.label(List.of(SUREFIRE, all), all.name(), "it.AnswerTest"))
                .contains("all");
    }

    @Test
    void a_name_that_the_pom_gives_holds_for_all_classes() {
        assertThat(label("llama", "it.AnyTest")).contains("llama");
    }

    @Test
    void tests_that_the_pom_does_not_start_have_none() {
        assertThat(label("", "it.AnswerIT")).isEmpty();
        assertThat(label("maven-surefire-plugin:default-cli", "it.AnswerIT")).isEmpty();
    }

    private static Optional<String> label(String name, String testClass) {
        return TestExecution.label(ALL, name, testClass);
    }

    private static TestExecution execution(String plugin, String id, boolean isSkipped) {
        return new TestExecution(plugin, "3.6.1", id, List.of(), List.of(), isSkipped);
    }
}
