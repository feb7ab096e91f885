package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingScheduleTest {

    private static final MetricBaseline NOISY = MetricBaseline.of(new double[] {
        700, 1300, 800, 1200, 900, 1100, 650, 1350, 1000, 1000, 750, 1250, 850, 1150, 950, 1050, 600, 1400, 1000, 1000
    });

    private final SamplingSchedule schedule = new SamplingSchedule(5, 40);

    @ParameterizedTest
    @CsvSource({"5,40,5 10 20 40", "5,5,5", "5,12,5 10 12", "1,3,1 2 3", "7,100,7 14 28 56 100"})
    void looks_after_the_first_runs_and_whenever_they_have_doubled(int first, int most, String expected) {
        List<String> at = new ArrayList<>();
        SamplingSchedule some = new SamplingSchedule(first, most);
        for (int runs = some.next(0); !at.contains(String.valueOf(runs)); runs = some.next(runs)) {
            at.add(String.valueOf(runs));
        }

        assertThat(String.join(" ", at)).isEqualTo(expected);
    }

    /** A third, a half and two thirds of the tolerance of 15 %. */
    @ParameterizedTest
    @CsvSource({"5,1050,1051", "10,1075,1076", "20,1100,1101"})
    void go_on_only_while_the_mean_is_suspicious(int runs, double harmless, double suspicious) {
        assertThat(goesOn(around(harmless, runs))).isFalse();
        assertThat(goesOn(around(suspicious, runs))).isTrue();
    }

    @Test
    void stop_at_the_last_look_whatever_it_shows() {
        assertThat(goesOn(around(1200, 40))).isFalse();
        assertThat(goesOn(around(1200, 20))).isTrue();
    }

    @Test
    void stop_early_where_drift_is_beyond_doubt() {
        assertThat(goesOn(around(3000, 5))).isFalse();
        assertThat(goesOn(around(1200, 5))).isTrue();
    }

    @Test
    void never_call_so_few_runs_beyond_doubt() {
        assertThat(new SamplingSchedule(1, 4)
                        .goesOn(Judged.figure(REVIEWS, NOISY, new double[] {9000}, Judged.POLICY.tolerance())))
                .isTrue();
    }

    @Test
    void work_against_a_summary_without_samples() {
        MetricBaseline summary = new MetricBaseline(NOISY.summary(), new double[0]);

        assertThat(schedule.goesOn(Judged.figure(REVIEWS, summary, around(3000, 5), Judged.POLICY.tolerance())))
                .isFalse();
        assertThat(schedule.goesOn(Judged.figure(REVIEWS, summary, around(1200, 5), Judged.POLICY.tolerance())))
                .isTrue();
    }

    @Test
    void go_on_for_a_fall_where_a_lower_tolerance_asks_for_it() {
        Tolerance both = Tolerance.parse("-10%..+15%");

        assertThat(schedule.goesOn(Judged.figure(REVIEWS, NOISY, around(950, 5), both)))
                .isTrue();
        assertThat(schedule.goesOn(Judged.figure(REVIEWS, NOISY, around(950, 5), Judged.POLICY.tolerance())))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"default,true", "strict,true", "exact,false", "report,false"})
    void buy_runs_only_for_a_rule_that_asks_chance_and_counts(String mode, boolean bought) {
        TaskComparison suspicious = new TaskComparison(
                REVIEWS,
                Optional.of(accepted(REVIEWS, 700, 1300, 800, 1200, 900, 1100, 1000)),
                Optional.of(new TaskRuns(REVIEWS, runs(REVIEWS, 1200, 1190, 1210, 1220, 1180))),
                0);
        Settings settings = Settings.of(new Settings.Source("test", Map.of(Setting.MODE.key(), mode)));

        assertThat(schedule.goesOn(suspicious, Policy.of(settings, Optional.empty())))
                .isEqualTo(bought);
    }

    @Test
    void refuse_numbers_that_cannot_be_runs() {
        assertThatThrownBy(() -> new SamplingSchedule(0, 40))
                .hasMessage("Runs are 1 or more, and maxRuns no fewer than runs, but got runs = 0 and maxRuns = 40.");
        assertThatThrownBy(() -> new SamplingSchedule(5, 4)).isInstanceOf(IllegalArgumentException.class);
    }

    private boolean goesOn(double[] after) {
        return schedule.goesOn(Judged.figure(REVIEWS, NOISY, after, Judged.POLICY.tolerance()));
    }

    private static double[] around(double mean, int runs) {
        double[] sample = new double[runs];
        Arrays.fill(sample, mean);
        return sample;
    }
}
