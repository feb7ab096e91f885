package dev.tokenbudget.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.run.CallRecorder;
import dev.tokenbudget.usage.Anomaly;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SentCallTest {

    private final RunInProgress run =
            new RunInProgress(new TaskId("com.acme.AgentBenchmark", "task"), 1, Instant.now(), late -> {});

    @Test
    void charges_the_run_that_sent_it_once() {
        SentCall sent = SentCall.by(run);
        sent.ended(UsageSource.FRAMEWORK, SentCallTest::call);
        sent.ended(UsageSource.FRAMEWORK, SentCallTest::call);

        assertThat(end().calls())
                .singleElement()
                .satisfies(call -> assertThat(call.usage()).isEqualTo(TokenUsage.of(30, 12)));
    }

    static List<Throwable> whatReadingAnAnswerMayMeet() {
        return List.of(
                new NoClassDefFoundError("com/acme/OptionalUsage"),
                new NoSuchMethodError("usage()"),
                new IllegalStateException("no metadata"),
                new StackOverflowError(),
                new OutOfMemoryError());
    }

    @ParameterizedTest
    @MethodSource("whatReadingAnAnswerMayMeet")
    void a_call_that_cannot_be_read_breaks_nothing_and_is_a_call_of_unknown_usage(Throwable failure) {
        SentCall.by(run).ended(UsageSource.FRAMEWORK, () -> {
            throw thrown(failure);
        });

        Run ended = end();
        assertThat(ended.calls()).singleElement().satisfies(call -> {
            assertThat(call.status()).isEqualTo(UsageStatus.UNKNOWN);
            assertThat(call.source()).isEqualTo(UsageSource.FRAMEWORK);
            assertThat(call.anomalies()).containsExactly(new Anomaly(Anomaly.Kind.UNREADABLE, failure.toString()));
        });
        assertThat(ended.unmeasurableBecause()).isPresent();
    }

    @Test
    void a_call_that_cannot_be_recorded_stays_under_way() {
        SentCall sent = SentCall.by(new CallRecorder() {
            @Override
            public void record(ModelCall call) {
                throw new IllegalStateException("full");
            }

            @Override
            public CallUnderWay begin() {
                return run.begin();
            }
        });
        sent.ended(UsageSource.FRAMEWORK, SentCallTest::call);

        assertThat(end().unmeasurableBecause()).isPresent();
    }

    private Run end() {
        return run.end(Outcome.SUCCEEDED, Run.Terms.NONE, Map.of(), Duration.ZERO, Duration.ZERO);
    }

    private static ModelCall.Builder call() {
        return ModelCall.builder("openai", "gpt-test").usage(TokenUsage.of(30, 12));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException thrown(Throwable failure) throws T {
        throw (T) failure;
    }
}
