package dev.tokenbudget.internal.gateway.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.gateway.answers.AnswerSource;
import dev.tokenbudget.internal.gateway.answers.Answering;
import dev.tokenbudget.internal.gateway.answers.AskedCall;
import dev.tokenbudget.internal.gateway.transport.UpstreamRequest;
import dev.tokenbudget.internal.gateway.transport.UpstreamTransport;
import dev.tokenbudget.internal.replay.Body;
import dev.tokenbudget.internal.replay.Exchange;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model that answers as a test wants it, and counts what it is asked; what was said is kept, as a recording does. */
final class ScriptedModel implements AnswerSource {

    private final Script script;
    private final List<Slot> slots = new ArrayList<>();

    /** Says what is answered. */
    @FunctionalInterface
    interface Script {
        Exchange answer(AskedCall call);
    }

    /** One exchange; what it used is known at its end. */
    private static final class Slot {
        private final Exchange exchange;
        private List<ModelCall> calls = List.of();

        Slot(Exchange exchange) {
            this.exchange = exchange;
        }

        Exchange complete() {
            return new Exchange(
                    exchange.upstream(),
                    exchange.agent(),
                    exchange.method(),
                    exchange.target(),
                    exchange.request(),
                    exchange.status(),
                    exchange.headers(),
                    exchange.answer(),
                    calls);
        }
    }

    ScriptedModel(Script script) {
        this.script = script;
    }

    /** Return an answer in JSON. */
    static Exchange json(AskedCall call, int status, JsonNode answer) {
        return exchange(call, status, "application/json", new Body.Json(answer.toString()));
    }

    static Exchange exchange(AskedCall call, int status, String type, Body answer) {
        JsonNode body = call.asked().body();
        return new Exchange(
                call.asked().upstream(),
                call.agent(),
                call.asked().method(),
                call.target(),
                body.isMissingNode() ? new Body.None() : new Body.Json(body.toString()),
                status,
                Map.of("Content-Type", type),
                answer,
                List.of());
    }

    /** Return the tokens of a request's text. */
    static long text(AskedCall call) {
        PromptSections prompt = call.prompt().join().orElse(PromptSections.NONE);
        return prompt.system().tokens()
                + prompt.tools().tokens()
                + prompt.responseFormat().tokens()
                + prompt.history().tokens()
                + prompt.toolResults().tokens()
                + prompt.user().tokens();
    }

    synchronized RecordedRun recorded() {
        return new RecordedRun(slots.stream().map(Slot::complete).toList());
    }

    @Override
    public Answering to(AskedCall call) {
        return new Answering() {
            private Optional<Slot> slot = Optional.empty();

            @Override
            public UpstreamTransport.Exchange open(UpstreamRequest request) {
                slot = Optional.of(new Slot(script.answer(call)));
                synchronized (ScriptedModel.this) {
                    slots.add(slot.get());
                }
                return RecordedAnswer.of(slot.get().exchange);
            }

            @Override
            public List<ModelCall> settle(List<ModelCall> read) {
                slot.ifPresent(answered -> answered.calls = withPrompt(read));
                return read;
            }

            private List<ModelCall> withPrompt(List<ModelCall> read) {
                ModelCall.Builder first = read.get(0).toBuilder();
                call.prompt().join().ifPresent(first::prompt);
                List<ModelCall> calls = new ArrayList<>(read);
                calls.set(0, first.build());
                return calls;
            }
        };
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
