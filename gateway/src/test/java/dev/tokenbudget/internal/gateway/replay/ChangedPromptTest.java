package dev.tokenbudget.internal.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.replay.Slopes;
import dev.tokenbudget.internal.replay.Slopes.Slope;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageBasis;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An agent whose prompts have changed since they were recorded gets the recorded answers, and pays for what it says now. */
@Execution(ExecutionMode.CONCURRENT)
class ChangedPromptTest {

    private static final Slopes SAME = (provider, model) -> new Slope(1, 0.05);

    private static final String GUIDE = """
            You answer questions on the shop's orders. Look up what you do not know, and be brief.
            Name each order by its number, and each customer by the name that is on the invoice.
            Never promise a date that the carrier has not confirmed, and never offer a refund by yourself.
            """;

    @ParameterizedTest
    @EnumSource
    void has_a_longer_system_prompt(Dialect dialect) {
        assertPaysAsLive(dialect, agent -> agent.system(GUIDE));
    }

    @ParameterizedTest
    @EnumSource
    void has_another_system_prompt_and_the_same_tools(Dialect dialect) {
        assertPaysAsLive(
                dialect, agent -> agent.system("Sie beantworten Fragen zu Bestellungen und fassen sich dabei kurz."));
    }

    @ParameterizedTest
    @EnumSource
    void has_three_more_tools(Dialect dialect) {
        assertPaysAsLive(dialect, agent -> agent.tools("orders", "customers", "carriers", "invoices", "stock"));
    }

    @ParameterizedTest
    @EnumSource
    void has_tools_for_the_first_time(Dialect dialect) {
        Played recorded = new ToolLoop(dialect).tools().record();

        Played replayed = Plays.replay(recorded.recording(), new ToolLoop(dialect), SAME);

        assertThat(replayed.departures()).isEmpty();
        assertThat(replayed.answers()).isEqualTo(recorded.answers());
        assertThat(replayed.calls())
                .allSatisfy(call -> assertThat(call.inputError()).isGreaterThanOrEqualTo(700));
    }

    @ParameterizedTest
    @EnumSource
    void never_trims_its_history(Dialect dialect) {
        Played recorded =
                new ToolLoop(dialect).history(ChangedPromptTest::trimmed).record();

        Played replayed = Plays.replay(recorded.recording(), new ToolLoop(dialect), SAME);

        assertThat(replayed.departures()).isEmpty();
        assertThat(replayed.answers()).isEqualTo(recorded.answers());
        assertThat(inputs(replayed)).isEqualTo(inputs(new ToolLoop(dialect).record()));
    }

    @ParameterizedTest
    @EnumSource
    void trims_its_history(Dialect dialect) {
        assertPaysAsLive(dialect, agent -> agent.history(ChangedPromptTest::trimmed));
    }

    @ParameterizedTest
    @EnumSource
    void has_larger_results_of_tools(Dialect dialect) {
        assertPaysAsLive(
                dialect, agent -> agent.result(text -> text + " It was last scanned in Utrecht at noon.".repeat(9)));
    }

    @ParameterizedTest
    @EnumSource
    void is_asked_in_other_words(Dialect dialect) {
        assertPaysAsLive(
                dialect, agent -> agent.task("List the late orders of this week with whom we have to write to."));
    }

    @ParameterizedTest
    @EnumSource
    void begins_with_the_time(Dialect dialect) {
        Played recorded = withTimeAtTheHead(dialect, 17).record();

        Played replayed = withTimeAtTheHead(dialect, 42).replay(recorded.recording());

        assertThat(replayed.departures()).isEmpty();
        assertThat(replayed.answers()).isEqualTo(recorded.answers());
        assertThat(replayed.calls()).extracting(ModelCall::basis).containsOnly(UsageBasis.ESTIMATED);
    }

    @ParameterizedTest
    @EnumSource
    void asks_less_often(Dialect dialect) {
        Played recorded = new ToolLoop(dialect).record();

        Played replayed = new ToolLoop(dialect).most(2).replay(recorded.recording());

        assertThat(replayed.departures()).isEmpty();
        assertThat(inputs(replayed)).isEqualTo(inputs(recorded).subList(0, 2));
    }

    private static ToolLoop withTimeAtTheHead(Dialect dialect, int begin) {
        AtomicInteger minute = new AtomicInteger(begin);
        return new ToolLoop(dialect)
                .request(body -> (com.fasterxml.jackson.databind.node.ObjectNode) Dialect.parse(body.toString()
                        .replace(ToolLoop.SYSTEM, "It is 14:" + minute.incrementAndGet() + ". " + ToolLoop.SYSTEM)));
    }

    private static void assertPaysAsLive(Dialect dialect, Consumer<ToolLoop> change) {
        Played recorded = new ToolLoop(dialect).record();
        ToolLoop changed = new ToolLoop(dialect);
        change.accept(changed);

        Played replayed = Plays.replay(recorded.recording(), changed, SAME);

        assertThat(replayed.departures()).isEmpty();
        assertThat(replayed.answers()).isEqualTo(recorded.answers());
        assertThat(replayed.calls()).extracting(ModelCall::basis).contains(UsageBasis.ESTIMATED);
        assertThat(inputs(replayed)).isEqualTo(inputs(changed.record()));
    }

    /** The task, and what was looked up last. */
    private static List<JsonNode> trimmed(List<JsonNode> conversation) {
        int size = conversation.size();
        return size <= 3
                ? conversation
                : List.of(conversation.get(0), conversation.get(size - 2), conversation.get(size - 1));
    }

    private static List<Long> inputs(Played run) {
        return run.calls().stream()
                .map(call -> call.usage().input().orElseThrow())
                .toList();
    }
}
