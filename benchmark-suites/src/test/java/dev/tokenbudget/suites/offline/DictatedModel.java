package dev.tokenbudget.suites.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An offline model that says what a header of each request dictates, and keeps a ledger of what it charged. */
public final class DictatedModel implements AutoCloseable {

    /** Holds the answer: {@code {"about": "…", "tokens": 120, "reasoning": 40, "tools": [{"name": "…", "arguments": {…}}]}}. */
    public static final String ANSWER = "Dictated-Answer";

    /** Says whose call it is, for the ledger. */
    public static final String CALLER = "Dictated-Caller";

    private final Ledger ledger = new Ledger();
    private final OfflineModel model;

    private DictatedModel(Counting counting) {
        model = OfflineModel.start(ledger, counting);
    }

    /**
     * Start a model that counts as some provider does.
     *
     * @param hidden tokens that are added to the input of every call that declares tools
     * @param slope tokens for one that o200k_base counts
     */
    public static DictatedModel start(long hidden, double slope) {
        return new DictatedModel(new Counting(hidden, slope));
    }

    public String anthropic() {
        return model.anthropic();
    }

    public String openAi() {
        return model.openAi();
    }

    /** Return what was charged, call after call. */
    public List<ChargedCall> ledger() {
        synchronized (ledger) {
            return List.copyOf(ledger.calls);
        }
    }

    @Override
    public void close() {
        model.close();
    }

    private static final class Ledger implements Answering {

        private final List<ChargedCall> calls = new ArrayList<>();
        private final AtomicInteger toolCalls = new AtomicInteger();

        @Override
        public Answer answer(OfflineRequest request, Headers headers) {
            JsonNode dictated = OfflineJson.parse(headers.getFirst(ANSWER));
            List<Answer.ToolCall> tools = new ArrayList<>();
            dictated.path("tools")
                    .forEach(tool -> tools.add(new Answer.ToolCall(
                            "call_" + toolCalls.incrementAndGet(),
                            tool.path("name").asText(),
                            tool.path("arguments").toString())));
            String about = dictated.path("about").asText();
            return Answer.of(
                            Prose.of(
                                    "reasons for " + about,
                                    dictated.path("reasoning").asInt()),
                            Prose.of(about, dictated.path("tokens").asInt()),
                            List.copyOf(tools))
                    .cutAfter(request.maxOutput());
        }

        @Override
        public synchronized void charged(Reply reply, Headers headers) {
            Charge charge = reply.charge();
            calls.add(new ChargedCall(
                    headers.getFirst(CALLER),
                    reply.request().model(),
                    charge.uncached(),
                    charge.cacheRead(),
                    charge.cacheWrite5m(),
                    charge.output(),
                    charge.reasoning(),
                    reply.request().prompt().stream()
                            .map(part -> new ChargedCall.Part(
                                    part.kind().name(), part.tool(), O200kTokens.count(part.text())))
                            .toList()));
        }
    }
}
