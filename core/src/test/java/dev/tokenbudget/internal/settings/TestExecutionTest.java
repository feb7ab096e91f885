package dev.tokenbudget.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestExecutionTest {

    @ParameterizedTest
    @ValueSource(strings = {"TestReview", "it.ReviewTest", "it.agent.ReviewTests", "it.ReviewTestCase"})
    void of_surefire_selects_its_usual_names(String testClass) {
        assertThat(surefire(List.of(), List.of()).selects(testClass)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"it.ReviewBenchmark", "ReviewIT", "it.tests.Review"})
    void of_surefire_selects_no_other_name(String testClass) {
        assertThat(surefire(List.of(), List.of()).selects(testClass)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"it.ReviewIT, true", "ITReview, true", "it.ReviewITCase, true", "it.ReviewTest, false"})
    void of_failsafe_has_names_of_its_own(String testClass, boolean selected) {
        TestExecution failsafe =
                new TestExecution(TestExecution.FAILSAFE, "3.6.1", "default", List.of(), List.of(), false);

        assertThat(failsafe.selects(testClass)).isEqualTo(selected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "**/*Benchmark.java; it.agent.ReviewBenchmark; true",
                "**/*Benchmark.java; it.agent.ReviewTest; false",
                "**/*Benchmark.*; it.ReviewBenchmark; true",
                "*Benchmark; it.ReviewBenchmark; true",
                "ReviewBenchmark; it.ReviewBenchmark; true",
                "it.agent.*; it.agent.ReviewBenchmark; true",
                "it/agent/*.java; it.agent.ReviewBenchmark; true",
                "it/agent/*.java; it.other.ReviewBenchmark; false",
                "it/**; it.agent.deep.ReviewBenchmark; true",
                "it/agent/**/*.java; it.agent.ReviewBenchmark; true",
                "Review?enchmark; it.ReviewBenchmark; true",
                "**/A.java, **/*Benchmark.java; it.ReviewBenchmark; true",
                "%regex[.*Bench.*]; it.ReviewBenchmark; true",
                "%regex[it/(Review|Plan)Benchmark.class]; it.PlanBenchmark; true",
                "%ant[**/*Benchmark.java]; it.ReviewBenchmark; true",
                "!**/Plan*; it.ReviewBenchmark; true",
                "**/*Benchmark.java, !**/Plan*; it.PlanBenchmark; false",
                "ReviewBenchmark#reviews; it.ReviewBenchmark; true",
            })
    void reads_the_patterns_that_surefire_reads(String pattern, String testClass, boolean selected) {
        assertThat(surefire(List.of(pattern), List.of()).selects(testClass)).isEqualTo(selected);
    }

    @Test
    void leaves_out_what_is_excluded() {
        TestExecution execution = surefire(List.of(), List.of("**/Review*.java"));

        assertThat(execution.selects("it.ReviewTest")).isFalse();
        assertThat(execution.leavesOutBy("it.ReviewTest")).contains("<excludes> of maven-surefire-plugin");
    }

    @Test
    void leaves_out_what_no_include_of_the_pom_names() {
        assertThat(surefire(List.of("**/Plan*.java"), List.of()).leavesOutBy("it.ReviewTest"))
                .contains("<includes> of maven-surefire-plugin");
    }

    @Test
    void does_not_leave_out_on_purpose_what_only_has_another_name() {
        assertThat(surefire(List.of(), List.of()).leavesOutBy("it.ReviewBenchmark"))
                .isEmpty();
    }

    private static TestExecution surefire(List<String> includes, List<String> excludes) {
        return new TestExecution("maven-surefire-plugin", "3.6.1", "default-test", includes, excludes, false);
    }
}
