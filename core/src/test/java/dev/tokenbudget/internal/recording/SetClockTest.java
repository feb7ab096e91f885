package dev.tokenbudget.internal.recording;

import static dev.tokenbudget.internal.run.RunExample.BUILD;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.integration.SentCall;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.runlog.RunLog;
import dev.tokenbudget.internal.runlog.RunLogs;
import dev.tokenbudget.run.RunRecorder;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The system's clock is set while a run is under way. */
class SetClockTest {

    private static final Duration FAR = Duration.ofMinutes(30);

    @ParameterizedTest
    @ValueSource(ints = {-60, 60})
    void a_run_lasts_as_long_as_it_did(int minutes) {
        RunInProgress run = begunBeforeTheClockWasSet(minutes);

        assertThat(run.run().duration()).isBetween(Duration.ZERO, FAR);
    }

    @ParameterizedTest
    @ValueSource(ints = {-60, 60})
    void calls_keep_their_order_whoever_records_them(int minutes) {
        RunInProgress run = begunBeforeTheClockWasSet(minutes);
        Instant begin = run.run().started();
        run.record(call(10).started(begin).build());
        SentCall.by(run).ended(UsageSource.FRAMEWORK, () -> call(20));
        run.as(ModelCall.Role.AGENT).record("openai", "gpt-x", 30, 0);
        run.agent("planner").record("openai", "gpt-x", 40, 0);
        SentCall.by(run.agent("planner")).ended(UsageSource.FRAMEWORK, () -> call(50));
        RunRecorder judge = run.judge();
        judge.record("openai", "gpt-x", 60, 0);

        Run ended = run.end(Outcome.SUCCEEDED, Run.Terms.NONE, Map.of(), Duration.ZERO, Duration.ZERO);

        assertThat(ended.calls())
                .extracting(made -> made.usage().total().orElseThrow())
                .containsExactly(10L, 20L, 30L, 40L, 50L);
        assertThat(ended.calls()).allMatch(made -> made.started().isBefore(begin.plus(FAR)));
        assertThat(ended.judge().calls())
                .singleElement()
                .matches(made -> made.started().isBefore(begin.plus(FAR)))
                .matches(made -> !made.started().isBefore(begin));
    }

    @Test
    void no_run_is_lost_that_begins_before_the_one_before_it(@TempDir Path folder) {
        RunLog log = RunLog.in(folder, BUILD);
        for (int number = 1; number <= 3; number++) {
            RunInProgress run =
                    new RunInProgress(REVIEWS, number, Instant.now().minus(Duration.ofHours(number)), late -> {});
            run.record("openai", "gpt-x", number, 0);
            log.append(run.end(Outcome.SUCCEEDED, Run.Terms.NONE, Map.of(), Duration.ZERO, Duration.ZERO));
        }
        log.end();

        List<Run> runs = RunLogs.merge(folder, BUILD).tasks().values().stream()
                .flatMap(task -> task.runs().stream())
                .toList();

        assertThat(runs).extracting(Run::number).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(runs).allMatch(run -> run.calls().get(0).usage().total().orElseThrow() == run.number());
    }

    /** Return a run that began when the clock told something else: now it is so many minutes behind. */
    private static RunInProgress begunBeforeTheClockWasSet(int minutes) {
        return new RunInProgress(REVIEWS, 1, Instant.now().plus(Duration.ofMinutes(minutes)), late -> {});
    }
}
