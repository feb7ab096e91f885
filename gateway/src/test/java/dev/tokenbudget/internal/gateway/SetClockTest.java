package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.usage.ModelCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The system's clock is set while a run is under way. */
class SetClockTest {

    private static final Duration FAR = Duration.ofMinutes(30);
    private static final String CHAT = "/v1/chat/completions";

    @ParameterizedTest
    @ValueSource(ints = {-60, 60})
    void calls_begin_after_their_run_and_one_after_the_other(int minutes) throws Exception {
        Instant begin = Instant.now().plus(Duration.ofMinutes(minutes));
        RunInProgress run = new RunInProgress(new TaskId("example.Benchmark", "task"), 1, begin, late -> {});
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider)) {
            String url = gateway.gateway.open(run).rootUrl(GatewayRun.UPSTREAM) + CHAT;
            for (String model : List.of("first", "second", "third")) {
                Client.post(url, "{\"model\":\"" + model + "\",\"messages\":[]}");
            }

            List<ModelCall> calls = GatewayRun.end(run).calls();

            assertThat(calls).extracting(ModelCall::requestedModel).containsExactly("first", "second", "third");
            assertThat(calls)
                    .allMatch(call -> !call.started().isBefore(begin))
                    .allMatch(call -> call.started().isBefore(begin.plus(FAR)))
                    .allMatch(call ->
                            !call.latency().isNegative() && call.latency().compareTo(FAR) < 0);
        }
    }
}
