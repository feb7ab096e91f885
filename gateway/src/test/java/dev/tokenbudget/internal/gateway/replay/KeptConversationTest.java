package dev.tokenbudget.internal.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.internal.gateway.answers.AskedCall;
import dev.tokenbudget.internal.replay.Exchange;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.Slopes;
import dev.tokenbudget.internal.replay.Slopes.Slope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A conversation that the provider keeps: a request names the answer that it follows, and holds only what is new. */
class KeptConversationTest {

    private static final Slopes EXACT = (provider, model) -> new Slope(1, 0);
    private static final String SYSTEM = "You plan trips by train, and know the timetables of four countries.";
    private static final String FIRST = "From Utrecht to Basel, please, by noon.";
    private static final String SECOND = "And back on Sunday, not too early.";
    private static final List<String> ANSWERS = List.of("Leave at 5:54.", "Leave at 11:13.", "Leave at 14:06.");

    @Test
    void is_told_by_the_answer_that_a_request_names() {
        RecordedRun recording = Plays.record(
                        new Provider(), (stage, answers) -> trip(stage, answers, SYSTEM, FIRST, SECOND))
                .recording();

        Played replayed = Plays.replay(
                recording,
                (stage, answers) -> trip(
                        stage,
                        answers,
                        SYSTEM + " Be brief.",
                        "Basel by noon, from Utrecht?",
                        "Back on Sunday, late."));

        assertThat(replayed.answers()).containsExactly(ANSWERS.get(0), ANSWERS.get(1));
        assertThat(replayed.departures()).isEmpty();
    }

    /** What was said at greater length is read again by every later call. */
    @Test
    void costs_later_calls_as_much_more_as_it_has_grown() {
        String longer = FIRST + " I would rather change twice than wait for an hour at any station on the way.";
        RecordedRun recording = Plays.record(
                        new Provider(), (stage, answers) -> trip(stage, answers, SYSTEM, FIRST, SECOND))
                .recording();

        Played replayed =
                Plays.replay(recording, (stage, answers) -> trip(stage, answers, SYSTEM, longer, SECOND), EXACT);

        Played live = Plays.record(new Provider(), (stage, answers) -> trip(stage, answers, SYSTEM, longer, SECOND));
        assertThat(inputs(replayed)).isEqualTo(inputs(live));
    }

    /** Instructions are told anew in each request. */
    @Test
    void does_not_keep_the_instructions() {
        String longer = SYSTEM + " You never book a seat in the first carriage, for it is the loudest of all.";
        RecordedRun recording = Plays.record(
                        new Provider(), (stage, answers) -> trip(stage, answers, SYSTEM, FIRST, SECOND))
                .recording();

        Played replayed =
                Plays.replay(recording, (stage, answers) -> trip(stage, answers, longer, FIRST, SECOND), EXACT);

        Played live = Plays.record(new Provider(), (stage, answers) -> trip(stage, answers, longer, FIRST, SECOND));
        assertThat(inputs(replayed)).isEqualTo(inputs(live));
    }

    @Test
    void is_a_lower_bound_of_a_call_that_nothing_answers() {
        RecordedRun recording = Plays.record(
                        new Provider(), (stage, answers) -> trip(stage, answers, SYSTEM, FIRST, SECOND))
                .recording();

        Played replayed = Plays.replay(
                recording,
                (stage, answers) -> {
                    try {
                        trip(stage, answers, SYSTEM, FIRST, SECOND, "Is that the last train?");
                    } catch (Stage.Refused refused) {
                        answers.add("refused");
                    }
                },
                EXACT);

        Played live = Plays.record(
                new Provider(),
                (stage, answers) -> trip(stage, answers, SYSTEM, FIRST, SECOND, "Is that the last train?"));
        assertThat(replayed.answers()).last().isEqualTo("refused");
        assertThat(replayed.departures()).singleElement().satisfies(departure -> {
            assertThat(departure.because()).contains(" follows call 2");
            assertThat(departure.tokens())
                    .isBetween(inputs(live).get(1), inputs(live).get(2));
        });
    }

    private static void trip(Stage stage, List<String> answers, String system, String... questions) {
        String previous = "";
        for (String question : questions) {
            ObjectNode body =
                    Dialect.RESPONSES.request(new Prompt(system, List.of(), List.of(Dialect.RESPONSES.user(question))));
            if (!previous.isEmpty()) {
                body.put("previous_response_id", previous);
            }
            JsonNode answer = stage.ask(Dialect.RESPONSES, body);
            previous = answer.path("id").asText();
            answers.add(Dialect.RESPONSES.text(answer));
        }
    }

    private static List<Long> inputs(Played run) {
        return run.calls().stream()
                .map(call -> call.usage().input().orElseThrow())
                .toList();
    }

    /** Keeps what was said: the tokens of each conversation, by its last answer. */
    private static final class Provider implements ScriptedModel.Script {

        private final Map<String, Long> kept = new HashMap<>();

        @Override
        public Exchange answer(AskedCall call) {
            JsonNode request = call.asked().body();
            long before = kept.getOrDefault(request.path("previous_response_id").asText(), 0L);
            long system = call.prompt().join().orElseThrow().system().tokens();
            long said = ScriptedModel.text(call) - system;
            String id = "k" + kept.size();
            kept.put("resp_" + id, before + said + Dialect.OUTPUT);
            Answer answer = Answer.text(id, ANSWERS.get(kept.size() - 1));
            return ScriptedModel.json(call, 200, Dialect.RESPONSES.answer(answer.input(before + said + system)));
        }
    }
}
