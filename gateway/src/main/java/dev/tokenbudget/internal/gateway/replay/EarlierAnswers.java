package dev.tokenbudget.internal.gateway.replay;

import dev.tokenbudget.internal.gateway.prompt.RequestContent;
import dev.tokenbudget.internal.gateway.prompt.RequestContent.Turn;
import dev.tokenbudget.internal.gateway.replay.ConversationPlace.Repetitions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The answers of a recorded run, to find them in requests. */
final class EarlierAnswers {

    private final Map<String, Set<Integer>> ids = new HashMap<>();
    private final Map<String, Set<Integer>> texts = new HashMap<>();
    private final Map<String, Set<Integer>> quotes = new HashMap<>();
    private final Map<String, Set<Integer>> calls = new HashMap<>();

    /** By text: a conversation repeats its texts in every request, and putting them into words took a tenth of a replay. */
    private final Map<String, String> wordings = new ConcurrentHashMap<>();

    /** Add the answer to {@code request} with that index; what the request held already tells nothing. */
    void add(int index, RequestContent request, AnswerTraces answer) {
        Set<String> known = new HashSet<>();
        StringBuilder said = new StringBuilder();
        for (Turn turn : request.turns()) {
            Leaves.of(turn.content(), (name, text) -> {
                known.add(text);
                said.append(wordingOf(text)).append('\n');
            });
        }
        String before = said.toString();
        put(ids, answer.ids().stream().filter(id -> !known.contains(id)).toList(), index);
        put(texts, answer.texts(), index);
        put(
                quotes,
                answer.quotes().stream()
                        .filter(quote -> !before.contains(quote))
                        .toList(),
                index);
        put(calls, answer.calls(), index);
    }

    /** Return where a request stands. */
    ConversationPlace placeOf(RequestContent request) {
        return ConversationPlace.of(request.turns().stream().map(this::in).toList());
    }

    /** Return {@code text} without the lines that are an answer's. */
    String withoutQuotes(String text) {
        StringBuilder own = new StringBuilder();
        text.lines()
                .map(Wording::of)
                .forEach(line -> own.append(withoutQuote(line)).append('\n'));
        return own.toString();
    }

    private String withoutQuote(String line) {
        String left = line;
        if (line.length() >= Wording.TELLING) {
            for (String quote : quotes.keySet()) {
                left = left.replace(quote, " ");
            }
        }
        return left;
    }

    /** Names tell most, so that they come last: whose answer a tool's result goes to, they say for sure. */
    private Repetitions in(Turn turn) {
        List<Set<Integer>> repetitions = new ArrayList<>();
        Leaves.of(turn.content(), (name, text) -> findText(turn, name, text, repetitions));
        if (turn.isOfModel()) {
            ToolCalls.of(turn.content(), call -> add(calls, call, repetitions));
        }
        Leaves.of(turn.content(), (name, text) -> add(ids, text, repetitions));
        return new Repetitions(turn.isOfModel(), repetitions);
    }

    private void findText(Turn turn, String name, String text, List<Set<Integer>> repetitions) {
        if (texts.isEmpty() && quotes.isEmpty()) {
            return;
        }
        String wording = wordingOf(text);
        if (turn.isOfModel() && SaidText.isField(name)) {
            add(texts, wording, repetitions);
        }
        if (wording.length() >= Wording.TELLING) {
            Quotes.in(wording, quotes.keySet()).forEach(quote -> add(quotes, quote, repetitions));
        }
    }

    private String wordingOf(String text) {
        return wordings.computeIfAbsent(text, Wording::of);
    }

    private static void add(Map<String, Set<Integer>> traces, String trace, List<Set<Integer>> repetitions) {
        Set<Integer> owners = traces.get(trace);
        if (owners != null) {
            repetitions.add(owners);
        }
    }

    private static void put(Map<String, Set<Integer>> traces, Collection<String> found, int index) {
        found.forEach(trace ->
                traces.computeIfAbsent(trace, unknown -> new HashSet<>()).add(index));
    }
}
