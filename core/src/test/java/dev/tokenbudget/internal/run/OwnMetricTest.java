package dev.tokenbudget.internal.run;

import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.START;
import static dev.tokenbudget.internal.run.RunExample.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageBasis;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a test counts and measures by itself is a metric like any other. */
class OwnMetricTest {

    private final RunInProgress recorder = new RunInProgress(REVIEWS, 1, START, late -> {});

    @Test
    void counts_of_a_unit_add_up() {
        recorder.count("tickets resolved", 2);
        recorder.count("tickets resolved", 1);

        assertThat(of("count/tickets resolved")).isEqualTo(3.0);
    }

    @Test
    void tokens_and_dollars_are_known_for_each_unit() {
        recorder.record(ModelCall.builder("anthropic", "claude-sonnet-4-5")
                .usage(TokenUsage.of(1000, 500))
                .build());
        recorder.count("tickets resolved", 3);

        // Claude Sonnet 4.5: 1,000 × 3 + 500 × 15 per million
        assertThat(of("total/tickets resolved")).isEqualTo(500);
        assertThat(of("costUsd/tickets resolved")).isEqualTo(0.0105 / 3);
    }

    @Test
    void of_0_units_it_is_unknown_what_each_used() {
        recorder.record(call(1500).build());
        recorder.count("tickets resolved", 0);

        assertThat(Metric.named("total/tickets resolved").of(ended())).isEmpty();
        assertThat(of("count/tickets resolved")).isZero();
    }

    @Test
    void what_nobody_counted_is_unknown_and_not_0() {
        assertThat(Metric.named("count/tickets resolved").of(ended())).isEmpty();
    }

    @Test
    void an_estimated_input_is_not_divided_by_units() {
        recorder.record(call(1500).basis(UsageBasis.ESTIMATED, 20).build());
        recorder.count("tickets resolved", 3);

        assertThat(Metric.named("total/tickets resolved").of(ended())).isEmpty();
    }

    @Test
    void of_several_values_of_a_name_the_last_one_holds() {
        recorder.measure("answer score", 0.5);
        recorder.measure("answer score", 0.93);

        assertThat(of("value/answer score")).isEqualTo(0.93);
    }

    @Test
    void an_agent_of_the_run_counts_for_the_run() {
        recorder.agent("planner").count("plans", 1);
        recorder.agent("planner").measure("depth", 4);

        assertThat(ended().own()).isEqualTo(Map.of("count/plans", 1.0, "value/depth", 4.0));
    }

    @Test
    void a_count_after_the_end_of_the_run_is_refused() {
        ended();

        assertThatThrownBy(() -> recorder.count("tickets resolved", 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Run 1 of reviews is over, so count(\"tickets resolved\", …) comes too late. Let the test wait"
                                + " until its agent is done.");
    }

    @Test
    void a_negative_count_and_a_value_without_a_share_are_refused() {
        assertThatThrownBy(() -> recorder.count("tickets resolved", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is negative");
        assertThatThrownBy(() -> recorder.measure("score", Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("measure(\"score\", NaN)");
        assertThatThrownBy(() -> recorder.measure("score", -0.1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " tickets", "tickets ", "tickets\nresolved"})
    void a_name_is_text_on_one_line(String unit) {
        assertThatThrownBy(() -> recorder.count(unit, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot name what a test counts or measures");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"count/tickets resolved", "total/tickets resolved", "costUsd/pages / site", "value/answer score"
            })
    void is_found_by_its_key(String key) {
        assertThat(Metric.named(key).key()).isEqualTo(key);
        assertThat(Metric.named(key)).isEqualTo(Metric.named(key)).hasSameHashCodeAs(Metric.named(key));
    }

    @Test
    void stands_behind_the_standard_ones() {
        assertThat(Metric.named("count/a")).isGreaterThan(Metric.RETRY_RATE).isLessThan(Metric.named("count/b"));
    }

    @Test
    void only_what_is_divided_by_units_is_made_of_tokens() {
        assertThat(Metric.named("total/tickets resolved").isMadeOfTokens()).isTrue();
        assertThat(Metric.named("count/tickets resolved").isMadeOfTokens()).isFalse();
        assertThat(Metric.named("value/answer score").isMadeOfTokens()).isFalse();
    }

    @Test
    void is_told_with_its_unit() {
        assertThat(Metric.named("total/tickets resolved").used("1,200"))
                .isEqualTo("used 1,200 tokens per unit (tickets resolved)");
        assertThat(Metric.named("costUsd/tickets resolved").used("$0.0035"))
                .isEqualTo("cost $0.0035 per unit (tickets resolved)");
        assertThat(Metric.named("count/tickets resolved").used("1")).isEqualTo("counted 1 ticket resolved");
        assertThat(Metric.named("value/answer score").used("0.93")).isEqualTo("measured answer score = 0.93");
    }

    private double of(String metric) {
        return Metric.named(metric).of(ended().priced(PriceList.bundled())).orElseThrow();
    }

    private Run ended() {
        return recorder.end(Outcome.SUCCEEDED, Run.Terms.NONE, Map.of(), Duration.ZERO, Duration.ZERO);
    }
}
