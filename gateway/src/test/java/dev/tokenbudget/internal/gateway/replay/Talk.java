package dev.tokenbudget.internal.gateway.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.gateway.answers.AskedCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A conversation of one agent with a model, without tools. */
final class Talk {

    private final Dialect dialect;
    private final String system;
    private final List<JsonNode> history = new ArrayList<>();

    Talk(Dialect dialect, String system) {
        this.dialect = dialect;
        this.system = system;
    }

    /** Say something, and return the answer. */
    String say(Stage stage, String text, String... headers) {
        history.add(dialect.user(text));
        JsonNode answer = stage.ask(dialect, dialect.request(new Prompt(system, List.of(), history)), headers);
        history.addAll(dialect.said(answer));
        return dialect.text(answer);
    }

    /** Ask one question in a conversation of its own. */
    static String once(Dialect dialect, Stage stage, String system, String text, String... headers) {
        return new Talk(dialect, system).say(stage, text, headers);
    }

    /** A model that answers what a request holds: of several, what was given last. */
    static ScriptedModel.Script model(Dialect dialect, String... marksAndAnswers) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (int i = 0; i < marksAndAnswers.length; i += 2) {
            answers.put(marksAndAnswers[i], marksAndAnswers[i + 1]);
        }
        AtomicInteger number = new AtomicInteger();
        return call -> {
            String body = call.asked().body().toString();
            String answer = answers.entrySet().stream()
                    .filter(entry -> body.contains(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .reduce((one, later) -> later)
                    .orElseThrow(() -> new AssertionError("no answer to " + body));
            return ScriptedModel.json(
                    call,
                    200,
                    dialect.answer(
                            Answer.text("t" + number.incrementAndGet(), answer).input(input(call))));
        };
    }

    private static long input(AskedCall call) {
        return 50 + ScriptedModel.text(call);
    }
}
