package dev.tokenbudget.internal.gateway.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.internal.gateway.answers.AskedCall;
import dev.tokenbudget.internal.replay.Exchange;
import dev.tokenbudget.internal.replay.RecordedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** An agent that looks things up with tools until it knows the answer. A test changes its code, and plays it again. */
final class ToolLoop implements Plays.Agent {

    static final String SYSTEM =
            "You answer questions on the shop's orders. Look up what you do not know, and be brief.";
    static final String TASK = "Which of this week's orders are late, and who is to be told?";
    static final String CONCLUSION = "Orders 17 and 23 are late; tell Mrs Jansen and Mr Okafor, who ordered them.";

    /** Look-ups before the conclusion. */
    private static final int ROUNDS = 3;

    private final Dialect dialect;
    private String system = SYSTEM;
    private List<String> tools = List.of("orders", "customers");
    private String task = TASK;
    private UnaryOperator<List<JsonNode>> history = kept -> kept;
    private UnaryOperator<ObjectNode> request = body -> body;
    private UnaryOperator<String> result = text -> text;
    private int most = 10;

    ToolLoop(Dialect dialect) {
        this.dialect = dialect;
    }

    ToolLoop system(String text) {
        this.system = text;
        return this;
    }

    ToolLoop tools(String... names) {
        this.tools = List.of(names);
        return this;
    }

    ToolLoop task(String text) {
        this.task = text;
        return this;
    }

    /** Set what is sent of the conversation. */
    ToolLoop history(UnaryOperator<List<JsonNode>> sent) {
        this.history = sent;
        return this;
    }

    /** Set what is changed of each request. */
    ToolLoop request(UnaryOperator<ObjectNode> change) {
        this.request = change;
        return this;
    }

    /** Set what is changed of each tool's result. */
    ToolLoop result(UnaryOperator<String> change) {
        this.result = change;
        return this;
    }

    /** Set how often the model is asked at most. */
    ToolLoop most(int calls) {
        this.most = calls;
        return this;
    }

    Played record() {
        return Plays.record(this::model, this);
    }

    Played replay(RecordedRun recording) {
        return Plays.replay(recording, this);
    }

    @Override
    public void work(Stage stage, List<String> answers) {
        List<JsonNode> conversation = new ArrayList<>();
        conversation.add(dialect.user(task));
        for (int round = 0; round < most; round++) {
            ObjectNode body = dialect.request(new Prompt(system, tools, history.apply(conversation)));
            JsonNode answer = stage.ask(dialect, request.apply(body));
            conversation.addAll(dialect.said(answer));
            answers.add(dialect.text(answer));
            List<JsonNode> results =
                    dialect.results(answer, result.apply("Result " + round + ": order " + round + " is on its way."));
            if (results.isEmpty()) {
                return;
            }
            conversation.addAll(results);
        }
    }

    /** Answer each look-up with the next one, and at last with the conclusion. */
    Exchange model(AskedCall call) {
        String body = call.asked().body().toString();
        int done = (int) IntStream.range(0, ROUNDS)
                .filter(round -> body.contains("Result " + round))
                .count();
        int next = IntStream.range(0, ROUNDS)
                        .filter(round -> body.contains("Result " + round + ":"))
                        .max()
                        .orElse(-1)
                + 1;
        Answer answer = next < ROUNDS
                ? Answer.call("" + next + done, "orders", "{\"topic\":\"week " + next + "\"}")
                : Answer.text("" + next + done, CONCLUSION);
        return ScriptedModel.json(call, 200, dialect.answer(answer.input(100 + ScriptedModel.text(call))));
    }
}
