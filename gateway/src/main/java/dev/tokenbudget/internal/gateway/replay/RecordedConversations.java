package dev.tokenbudget.internal.gateway.replay;

import dev.tokenbudget.internal.replay.Exchange;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.usage.ModelCall;
import java.util.ArrayList;
import java.util.List;

/**
 * A recorded run, prepared to be compared with requests.
 *
 * @param answers its answers
 * @param exchanges in the order in which they were asked
 */
record RecordedConversations(EarlierAnswers answers, List<RecordedExchange> exchanges) {

    /** Nothing was recorded. */
    static final RecordedConversations NONE = new RecordedConversations(new EarlierAnswers(), List.of());

    RecordedConversations {
        exchanges = List.copyOf(exchanges);
    }

    static RecordedConversations of(RecordedRun run) {
        EarlierAnswers answers = new EarlierAnswers();
        List<ComparedRequest> requests = new ArrayList<>();
        for (Exchange exchange : run.exchanges()) {
            ComparedRequest request = ComparedRequest.of(exchange);
            answers.add(requests.size(), request.content(), AnswerTraces.of(exchange.answer()));
            requests.add(request);
        }
        List<RecordedExchange> exchanges = new ArrayList<>();
        for (ComparedRequest request : requests) {
            int index = exchanges.size();
            exchanges.add(new RecordedExchange(index, run.exchanges().get(index), PlacedRequest.of(request, answers)));
        }
        return new RecordedConversations(answers, exchanges);
    }

    /** Whether anything was read from a prompt cache, or put into it. */
    boolean usesCache() {
        return exchanges.stream()
                .flatMap(exchange -> exchange.exchange().calls().stream())
                .map(ModelCall::usage)
                .anyMatch(usage ->
                        usage.cacheRead().orElse(0) + usage.cacheWrite().orElse(0) > 0);
    }

    /** Return a request as it is compared with these. */
    PlacedRequest place(ComparedRequest request) {
        return PlacedRequest.of(request, answers);
    }
}
