package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.accepted;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.statistics.SessionVariation;
import java.util.Arrays;
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
        assertThat(goesOn(around(4000, 5))).isFalse();
        assertThat(goesOn(around(1200, 5))).isTrue();
    }

    @Test
    void stop_where_nothing_varies_because_more_runs_show_nothing_more() {
        MetricBaseline equal = MetricBaseline.of(new double[] {1000, 1000, 1000, 1000});

        assertThat(new SamplingSchedule(4, 32)
                        .goesOn(Judged.figure(REVIEWS, equal, new double[] {1300, 1300, 1300, 1300})))
                .isFalse();
        assertThat(new SamplingSchedule(4, 32)
                        .goesOn(Judged.figure(REVIEWS, equal, new double[] {1160, 1160, 1160, 1160})))
                .isFalse();
    }

    @Test
    void never_call_one_run_beyond_doubt() {
        assertThat(new SamplingSchedule(1, 4).goesOn(Judged.figure(REVIEWS, NOISY, new double[] {2000})))
                .isTrue();
    }

    @Test
    void work_against_a_summary_without_samples() {
        MetricBaseline summary = new MetricBaseline(NOISY.summary(), new double[0]);

        assertThat(schedule.goesOn(Judged.figure(REVIEWS, summary, around(4000, 5))))
                .isFalse();
        assertThat(schedule.goesOn(Judged.figure(REVIEWS, summary, around(1200, 5))))
                .isTrue();
    }

    @Test
    void go_on_for_a_fall_where_a_lower_tolerance_asks_for_it() {
        Tolerance both = Tolerance.parse("-10%..+15%");

        assertThat(schedule.goesOn(Judged.figure(REVIEWS, NOISY, around(950, 5), both)))
                .isTrue();
        assertThat(schedule.goesOn(Judged.figure(REVIEWS, NOISY, around(950, 5))))
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

        assertThat(schedule.goesOn(suspicious, Policy.of(settings, Optional.empty()), SessionVariation.ASSUMED))
                .isEqualTo(bought);
    }

    private boolean goesOn(double[] after) {
        return schedule.goesOn(Judged.figure(REVIEWS, NOISY, after));
    }

    /** Return runs that vary as those of the baseline do: by 22 %. */
    private static double[] around(double mean, int runs) {
        double[] sample = new double[runs];
        Arrays.fill(sample, mean);
        for (int i = 0; i + 1 < runs; i += 2) {
            sample[i] = mean * 0.78;
            sample[i + 1] = mean * 1.22;
        }
        return sample;
    }
}
