package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.replay.ReplayExample.COMMIT;
import static dev.tokenbudget.internal.replay.ReplayExample.recording;
import static dev.tokenbudget.internal.replay.ReplayExample.replays;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.START;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.replay.CommitAge;
import dev.tokenbudget.internal.replay.Recordings;
import dev.tokenbudget.internal.settings.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RecordingAgeTest {

    @Test
    void a_recording_of_thirty_days_is_not_old_and_one_of_thirty_one_is() {
        assertThat(warnings(new CommitAge(START.minus(Duration.ofDays(30)), OptionalInt.of(1)), Map.of()))
                .isEmpty();
        assertThat(warnings(new CommitAge(START.minus(Duration.ofDays(31)), OptionalInt.of(1)), Map.of()))
                .containsExactly("The recording of 1 task is older than 30 days (ReviewBenchmark.reviews: live on"
                        + " 2026-10-23), and models change. Record again: mvn verify -Dtokenbudget.calls=record, or raise"
                        + " tokenbudget.recordingMaxAge.");
    }

    @Test
    void the_days_are_a_setting() {
        assertThat(warnings(
                        new CommitAge(START.minus(Duration.ofDays(31)), OptionalInt.of(1)),
                        Map.of(Setting.RECORDING_MAX_AGE, "31")))
                .isEmpty();
    }

    @Test
    void a_recording_more_than_two_hundred_commits_behind_is_old() {
        assertThat(warnings(new CommitAge(START, OptionalInt.of(200)), Map.of()))
                .isEmpty();
        assertThat(warnings(new CommitAge(START, OptionalInt.of(201)), Map.of()))
                .containsExactly(
                        "The recording of 1 task is more than 200 commits behind (ReviewBenchmark.reviews: live on"
                                + " 2026-11-23). Record again: mvn verify -Dtokenbudget.calls=record");
    }

    @Test
    void an_age_that_git_does_not_tell_is_named_instead_of_taken_for_young() {
        assertThat(Comparison.of(
                                measurement(replays(REVIEWS, 0, 1000)),
                                empty(),
                                Recordings.of(List.of(recording(REVIEWS, 1000)), Map.of()),
                                Judged.POLICY)
                        .warnings())
                .containsExactly("The recording of 1 task is of unknown age (ReviewBenchmark.reviews: live at commit"
                        + " 9f8e7d6c5b): Git does not tell how old its commit is. It needs git, and a clone that reaches back to"
                        + " that commit (fetch-depth: 0).");
    }

    private static List<String> warnings(CommitAge age, Map<Setting, String> settings) {
        return Comparison.of(
                        measurement(replays(REVIEWS, 0, 1000)),
                        empty(),
                        Recordings.of(List.of(recording(REVIEWS, 1000)), Map.of(COMMIT, age)),
                        Judged.policy(settings))
                .warnings();
    }
}
