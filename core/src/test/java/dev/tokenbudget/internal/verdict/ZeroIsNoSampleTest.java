package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A provider that reports 0 tokens for a prompt it answered makes no task cheap. */
class ZeroIsNoSampleTest {

    @Test
    void a_run_whose_calls_used_nothing_is_unmeasurable() {
        assertThat(sentence(run(REVIEWS, 1, used(0, 0).build())))
                .contains("UNMEASURABLE")
                .contains("run 1 holds a call to anthropic claude-x that reports no input and no output")
                .contains("Make the server report what it uses");
    }

    @Test
    void no_input_beside_an_output_is_unmeasurable() {
        assertThat(sentence(run(REVIEWS, 1, used(100, 20).build(), used(0, 41).build())))
                .contains("UNMEASURABLE")
                .contains("no input beside its output");
    }

    @Test
    void nothing_beside_a_call_that_is_counted_is_unmeasurable() {
        assertThat(sentence(run(REVIEWS, 1, used(100, 20).build(), used(0, 0).build())))
                .contains("UNMEASURABLE");
    }

    @Test
    void an_answer_that_failed_may_have_used_nothing_beside_one_that_did_not() {
        ModelCall failed = used(0, 0).stopReason("failed").build();

        assertThat(run(REVIEWS, 1, failed, used(100, 20).build()).gap()).isEmpty();
        assertThat(failed.anomalies()).isEmpty();
    }

    @Test
    void a_failed_answer_alone_is_no_sample() {
        assertThat(sentence(run(REVIEWS, 1, used(0, 0).stopReason("failed").build())))
                .contains("the calls of run 1 are reported with 0 tokens, all of them");
    }

    @Test
    void vectors_that_used_nothing_are_no_sample_alone_but_spoil_no_other_call() {
        ModelCall vectors = used(0, 0).kind(CallKind.EMBEDDING).build();

        assertThat(run(REVIEWS, 1, vectors).gap()).isPresent();
        assertThat(run(REVIEWS, 1, vectors, used(100, 20).build()).gap()).isEmpty();
    }

    @Test
    void ranking_that_is_billed_in_units_is_no_zero() {
        ModelCall ranking = ModelCall.builder("cohere", "rerank")
                .kind(CallKind.RERANK)
                .status(UsageStatus.REPORTED)
                .build();

        assertThat(run(REVIEWS, 1, ranking).gap()).isEmpty();
    }

    @Test
    void a_number_below_0_is_told_as_what_it_is() {
        assertThat(sentence(run(REVIEWS, 1, used(100, -1).build())))
                .contains("run 1 holds a call to anthropic claude-x that reports a number of tokens below 0");
    }

    @Test
    void a_number_that_no_call_uses_is_told_as_what_it_is() {
        assertThat(sentence(run(REVIEWS, 1, used(100, Long.MAX_VALUE).build())))
                .contains("run 1 holds a call to anthropic claude-x that reports more tokens than any call uses"
                        + " (output = 9223372036854775807 > 1000000000)");
    }

    @Test
    void what_several_runs_lack_is_told_once() {
        Run[] runs = {
            run(REVIEWS, 1, used(0, 0).build()),
            run(REVIEWS, 2, used(0, 0).build()),
            run(REVIEWS, 3, used(0, 0).build())
        };

        assertThat(sentence(runs)).containsOnlyOnce("reports no input").contains("and so it is in 2 more runs");
    }

    @Test
    void the_call_says_so_too() {
        assertThat(used(0, 41).build().anomalies())
                .singleElement()
                .hasToString("Anomaly[kind=NO_INPUT, detail=input = 0 beside output = 41]");
        assertThat(used(7, 0).build().anomalies()).isEmpty();
    }

    private static ModelCall.Builder used(long input, long output) {
        return call(1).usage(TokenUsage.of(input, output));
    }

    private static String sentence(Run... runs) {
        JudgedTask judged = Judged.task(measurement(List.of(runs)), new Baseline(new TreeMap<>()));
        return judged.verdict().kind().name() + " " + judged.sentence();
    }
}
