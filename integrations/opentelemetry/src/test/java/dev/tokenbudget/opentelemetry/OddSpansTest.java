package dev.tokenbudget.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.usage.Anomaly;
import dev.tokenbudget.usage.ModelCall;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans that come twice, and spans whose numbers are none. */
class OddSpansTest {

    private static final String INPUT = "\"value\": {\"intValue\": \"1200\"}}";

    @AutoClose
    private final OtlpReceiver receiver;

    OddSpansTest() throws IOException {
        receiver = OtlpReceiver.start();
    }

    @Test
    void a_span_that_is_delivered_twice_counts_once() throws Exception {
        try (ObservedRun run = ObservedRun.start("twice")) {
            String key = receiver.accept(run.run()).key();

            post(key, Requests.json());
            post(key, Requests.json());

            assertThat(run.onlyCall().usage().input()).hasValue(1200);
        }
    }

    @Test
    void spans_of_other_ids_are_other_calls_though_they_say_the_same() throws Exception {
        try (ObservedRun run = ObservedRun.start("alike")) {
            String key = receiver.accept(run.run()).key();

            post(key, Requests.json());
            post(
                    key,
                    Requests.json()
                            .replace("eee19b7ec3c1b175", "eee19b7ec3c1b176")
                            .replace("b174", "b173"));

            assertThat(run.calls()).hasSize(2);
        }
    }

    @Test
    void spans_without_an_id_are_never_taken_for_the_same() throws Exception {
        try (ObservedRun run = ObservedRun.start("nameless")) {
            String key = receiver.accept(run.run()).key();
            String nameless = Requests.json().replace("eee19b7ec3c1b175", "");

            post(key, nameless);
            post(key, nameless);

            assertThat(run.calls()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"doubleValue\": \"NaN\"}|NaN",
                "{\"doubleValue\": 1.9}|1.9",
                "{\"doubleValue\": \"Infinity\"}|Infinity",
                "{\"doubleValue\": \"many\"}|many",
                "{\"intValue\": 1.9}|1.9",
                "{\"intValue\": \"many\"}|many",
                "{\"intValue\": \"\"}|''",
                "{\"intValue\": \"99999999999999999999\"}|99999999999999999999",
                "{\"stringValue\": \"1200\"}|1200",
                "{\"boolValue\": true}|true"
            })
    void what_is_no_count_is_unknown_and_said_so(String value, String shown) throws Exception {
        ModelCall call = callWithInput(value);

        assertThat(call.usage().input()).isEmpty();
        assertThat(call.usage().output()).hasValue(300);
        assertThat(call.isMeasurable()).isFalse();
        assertThat(call.anomalies())
                .contains(new Anomaly(
                        Anomaly.Kind.UNREADABLE, "gen_ai.usage.input_tokens = " + shown + " is not a count of tokens"));
    }

    @Test
    void a_negative_count_is_kept_and_makes_the_call_unmeasurable() throws Exception {
        ModelCall call = callWithInput("{\"intValue\": \"-1\"}");

        assertThat(call.isMeasurable()).isFalse();
        assertThat(call.anomalies()).extracting(Anomaly::kind).contains(Anomaly.Kind.NEGATIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"doubleValue\": 1200.0}", "{\"intValue\": 1200}", "{\"intValue\": 1200.0}"})
    void a_whole_number_is_a_count_however_it_is_written(String value) throws Exception {
        assertThat(callWithInput(value).usage().input()).hasValue(1200);
    }

    /** The numbers of a call stand in the second span; the first is that of the agent around it. */
    private ModelCall callWithInput(String value) throws Exception {
        String json = Requests.json();
        int at = json.lastIndexOf(INPUT);
        try (ObservedRun run = ObservedRun.start("odd")) {
            post(
                    receiver.accept(run.run()).key(),
                    json.substring(0, at) + "\"value\": " + value + "}" + json.substring(at + INPUT.length()));
            return run.onlyCall();
        }
    }

    private void post(String key, String json) throws Exception {
        assertThat(Requests.postTraces(receiver, key, json).statusCode()).isEqualTo(200);
    }
}
