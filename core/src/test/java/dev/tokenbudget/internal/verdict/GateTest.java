package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.BUILD;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {

    @Test
    void passes_what_only_warns() {
        Comparison comparison = Judged.comparison(measurement(runs(REVIEWS, 100)), empty());

        assertThat(Gate.decide(comparison).passes()).isTrue();
        assertThat(comparison.tasksThat(Severity.WARNS)).hasSize(1);
    }

    @Test
    void fails_with_a_sentence_for_each_task_that_fails() {
        Comparison comparison = Judged.comparison(measurement(runs(REVIEWS, 200)), baseline(REVIEWS, 100));

        assertThat(Gate.decide(comparison).failures())
                .containsExactly(comparison.tasks().get(0).sentence());
    }

    @Test
    void fails_where_a_call_could_be_charged_to_no_run_even_if_all_tasks_are_fine() {
        Measurement shared =
                Measurement.of(BUILD, runs(REVIEWS, 100), List.of(LooseCall.unattributed(call(10).build())), List.of());
        Gate gate = Gate.decide(Judged.comparison(shared, baseline(REVIEWS, 100)));

        assertThat(gate.passes()).isFalse();
        assertThat(gate.failures())
                .containsExactly(
                        "1 model call could be charged to no run, because several runs were under way. Give"
                                + " each test's agent the URL of its own ModelGateway parameter, or run these tests one at a time.");
    }

    @Test
    void warns_of_calls_outside_of_every_run() {
        Measurement outside = Measurement.of(
                BUILD, runs(REVIEWS, 100), List.of(LooseCall.outside(call(10).build())), List.of("torn."));
        Comparison comparison = Judged.comparison(outside, baseline(REVIEWS, 100));

        assertThat(Gate.decide(comparison).passes()).isTrue();
        assertThat(comparison.warnings())
                .containsExactly(
                        "torn.",
                        "1 model call was made while no run was under way: it belongs to no task and is not judged.");
    }

    @Test
    void fails_a_measurement_with_which_something_else_is_wrong() {
        Comparison comparison = Judged.comparison(measurement(runs(REVIEWS, 100)), baseline(REVIEWS, 100));

        assertThat(Gate.decide(comparison.failed(List.of("Nothing ran."))).failures())
                .containsExactly("Nothing ran.");
        assertThat(comparison.failed(List.of()).problems()).isEmpty();
    }

    @Test
    void warns_of_that_where_everything_is_judged_for_information_alone() {
        Policy report = Policy.of(
                Settings.of(new Settings.Source("POM", Map.of("tokenbudget.mode", "report"))), Optional.empty());
        Comparison comparison = Comparison.of(measurement(runs(REVIEWS, 100)), empty(), report);

        assertThat(comparison.failed(List.of("Nothing ran.")).problemsThat(Severity.WARNS))
                .containsExactly("Nothing ran.");
    }
}
