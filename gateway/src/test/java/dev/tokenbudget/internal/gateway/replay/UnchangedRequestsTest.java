package dev.tokenbudget.internal.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageBasis;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run whose requests are those that were recorded. */
class UnchangedRequestsTest {

    @ParameterizedTest
    @EnumSource
    void are_answered_as_they_were(Dialect dialect) {
        ToolLoop agent = new ToolLoop(dialect);
        Played recorded = agent.record();

        Played replayed = agent.replay(recorded.recording());

        assertThat(replayed.answers()).isEqualTo(recorded.answers());
        assertThat(replayed.departures()).isEmpty();
        assertThat(replayed.calls())
                .extracting(ModelCall::usage)
                .isEqualTo(recorded.calls().stream().map(ModelCall::usage).toList());
        assertThat(replayed.calls()).extracting(ModelCall::basis).containsOnly(UsageBasis.RECORDED);
        assertThat(replayed.calls())
                .extracting(ModelCall::prompt)
                .isEqualTo(recorded.calls().stream().map(ModelCall::prompt).toList());
    }
}
