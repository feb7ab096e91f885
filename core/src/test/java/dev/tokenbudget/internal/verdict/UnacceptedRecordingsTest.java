package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.replay.ReplayExample.COMMIT;
import static dev.tokenbudget.internal.replay.ReplayExample.recording;
import static dev.tokenbudget.internal.replay.ReplayExample.replays;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.START;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.replay.CommitAge;
import dev.tokenbudget.internal.replay.Recordings;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A recording that was committed without its drift being accepted. */
class UnacceptedRecordingsTest {

    @Test
    void are_named_where_they_use_more_than_the_baseline_allows() {
        assertThat(warnings(1000, 1200))
                .singleElement()
                .asString()
                .contains("ReviewBenchmark.reviews", "1,200", "1,000");
    }

    @Test
    void are_nothing_to_warn_of_within_the_tolerance_or_below() {
        assertThat(warnings(1000, 1100)).isEmpty();
        assertThat(warnings(1000, 500)).isEmpty();
    }

    private static List<String> warnings(int accepted, int recorded) {
        return Comparison.of(
                        measurement(replays(REVIEWS, 0, recorded)),
                        baseline(REVIEWS, accepted),
                        Recordings.of(
                                List.of(recording(REVIEWS, recorded)),
                                Map.of(COMMIT, new CommitAge(START, OptionalInt.of(1)))),
                        Judged.POLICY)
                .warnings();
    }
}
