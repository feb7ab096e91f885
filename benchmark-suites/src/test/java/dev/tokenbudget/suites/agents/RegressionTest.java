package dev.tokenbudget.suites.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokenbudget.internal.report.Findings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegressionTest {

    @TempDir
    Path folder;

    @AfterEach
    void plant_nothing() {
        System.clearProperty("suite.regression");
        System.clearProperty("suite.verbosity");
        System.clearProperty("suite.moreToolCalls");
    }

    @ParameterizedTest
    @CsvSource({
        "longer-system-prompt, CODE_REVIEW, system prompt +",
        "three-more-tools, API_DOCUMENTATION, definition of publish_draft (added) +",
        "history-never-trimmed, BUG_DIAGNOSIS, results of read_file read again by 0 → ",
        "numbered-lines, BUG_DIAGNOSIS, results of read_file 363 → 934 tokens each",
        "one-more-loop, SPRINT_PLANNING, 5.6 more calls a run",
        "verbose-answers, TEST_GENERATION, output +",
        "retries, BUG_DIAGNOSIS, 2 more calls a run (5 → 7; 2 of them send a prompt again)",
        "larger-tool-results, CODE_REVIEW, results of read_file 234 → ",
        "added-reviewer, SPRINT_PLANNING, added agent reviewer (1 call a run)",
        "tool-descriptions-rewritten, BUG_DIAGNOSIS, definition of search_log (rewritten) +",
        "few-shot-examples, TEST_GENERATION, system prompt +",
        "response-schema, SUPPORT_DESK, desk: response format +",
        "retrieval-top-k, SUPPORT_DESK, desk: user input +",
        "summariser-removed, SUPPORT_DESK, desk: history +",
        "second-opinion, SUPPORT_DESK, judge: one more call a run (1 → 2)",
    })
    void fails_the_gate_and_names_its_own_cause_first(String name, ExampleTasks task, String cause) {
        System.setProperty("suite.regression", name);

        List<String> lines = Findings.failures(JudgedBuild.of(task, folder));

        assertThat(lines.get(0)).startsWith(task.id().shortName() + " used ");
        assertThat(lines.get(1)).matches("Why \\+[0-9.]+ %: .*").contains("%: " + cause);
    }

    @ParameterizedTest
    @CsvSource({
        "timestamp-in-prompt, API_DOCUMENTATION, cache hits lost: ",
        "higher-effort, BUG_DIAGNOSIS, reasoning +",
    })
    void shows_in_the_cost_where_tokens_hardly_move(String name, ExampleTasks task, String cause) {
        System.setProperty("suite.regression", name);

        List<String> lines = Findings.failures(JudgedBuild.of(task, folder));

        assertThat(lines.get(0)).startsWith(task.id().shortName() + " cost $");
        assertThat(lines.get(1)).matches("Why \\+[0-9.]+ %: .*").contains("%: " + cause);
    }

    @Test
    void tells_what_in_the_prompt_keeps_it_out_of_the_cache() {
        System.setProperty("suite.regression", "timestamp-in-prompt");

        assertThat(Findings.failures(JudgedBuild.of(ExampleTasks.API_DOCUMENTATION, folder))
                        .get(1))
                .containsPattern("cache hits lost: [^;]*, because the system prompt differs at character \\d+ of"
                        + " [0-9,]+ from call to call, it looks like a time");
    }

    @ParameterizedTest
    @CsvSource({
        "suite.verbosity, 1.4, TEST_GENERATION, output +",
        "suite.moreToolCalls, 1, CODE_REVIEW, one more call a run",
    })
    void is_found_where_the_model_changed_and_no_code(String setting, String value, ExampleTasks task, String cause) {
        System.setProperty(setting, value);

        List<String> lines = Findings.failures(JudgedBuild.of(task, folder));

        assertThat(lines.get(0)).startsWith(task.id().shortName() + " used ");
        assertThat(lines.get(1)).matches("Why \\+[0-9.]+ %: .*").contains("%: " + cause);
    }

    @Test
    void is_named_as_a_change_of_the_model_where_it_is_one() {
        System.setProperty("suite.regression", "pricier-model");

        assertThat(Findings.failures(JudgedBuild.of(ExampleTasks.TEST_GENERATION, folder)))
                .first()
                .asString()
                .startsWith("TestGenerationBenchmark.writesTestsForFeature asks for openai gpt-5, but its baseline was"
                        + " measured with openai gpt-5-mini");
    }

    @Test
    void moves_no_other_task() {
        System.setProperty("suite.regression", "verbose-answers");

        assertThat(Findings.failures(JudgedBuild.of(ExampleTasks.BUG_DIAGNOSIS, folder)))
                .isEmpty();
    }

    @Test
    void refuses_a_name_that_it_does_not_know() {
        System.setProperty("suite.regression", "more-bugs");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExampleTasks.BUG_DIAGNOSIS.totals(1))
                .withMessage("suite.regression is \"more-bugs\", but must be one of longer-system-prompt,"
                        + " three-more-tools, history-never-trimmed, one-more-loop, verbose-answers,"
                        + " timestamp-in-prompt, retries, larger-tool-results, numbered-lines, pricier-model, added-reviewer,"
                        + " tool-descriptions-rewritten, few-shot-examples, response-schema, retrieval-top-k,"
                        + " summariser-removed, second-opinion, higher-effort.");
    }
}
