package dev.tokenbudget.internal.baseline;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a baseline knows of runs that are no samples. */
class FailedRunsTest {

    private static final ModelCall UNKNOWN = ModelCall.builder("anthropic", "claude-x")
            .usage(TokenUsage.unknown())
            .source(UsageSource.GATEWAY)
            .build();

    @TempDir
    private Path project;

    @Test
    void keeps_what_failed_runs_used() throws IOException {
        TaskBaseline known = accepted(REVIEWS, oneFails(call(700).build()));

        assertThat(known.tokensOfFailedRuns()).hasValue(700);
        assertThat(reread(known).tokensOfFailedRuns()).hasValue(700);
        assertThat(written(known)).contains("\"tokensOfFailed\": 700");
    }

    @Test
    void says_nothing_of_it_where_none_failed() throws IOException {
        TaskBaseline known = accepted(REVIEWS, 100, 110);

        assertThat(written(known)).doesNotContain("tokensOfFailed");
        assertThat(reread(known).tokensOfFailedRuns()).hasValue(0);
    }

    @Test
    void does_not_know_it_where_one_is_unknown() throws IOException {
        assertThat(accepted(REVIEWS, oneFails(UNKNOWN)).tokensOfFailedRuns()).isEmpty();
        assertThat(reread(accepted(REVIEWS, oneFails(UNKNOWN))).tokensOfFailedRuns())
                .isEmpty();
    }

    @Test
    void adds_up_what_failed_runs_of_several_builds_used() {
        TaskBaseline known = accepted(REVIEWS, oneFails(call(700).build()));
        TaskRuns more = new TaskRuns(REVIEWS, oneFails(call(300).build()));

        assertThat(known.with(more, new BuildId("b2", Optional.empty()), "more").tokensOfFailedRuns())
                .hasValue(1_000);
    }

    private String written(TaskBaseline known) throws IOException {
        folder().write(new Baseline(new TreeMap<>(Map.of(REVIEWS, known))));
        return Files.readString(project.resolve(REVIEWS.testClass() + ".json"));
    }

    private TaskBaseline reread(TaskBaseline known) throws IOException {
        written(known);
        return folder().read().of(REVIEWS).orElseThrow();
    }

    private BaselineFolder folder() {
        return new BaselineFolder(project);
    }

    private static List<Run> oneFails(ModelCall failing) {
        return List.of(
                run(REVIEWS, 1, call(100).build()), run(REVIEWS, 2, Outcome.FAILED, Run.Terms.NONE, List.of(failing)));
    }
}
