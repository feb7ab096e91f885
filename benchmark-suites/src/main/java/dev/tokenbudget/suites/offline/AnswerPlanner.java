package dev.tokenbudget.suites.offline;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.regex.Pattern;

/** Decides what the model answers, for all protocols alike. */
final class AnswerPlanner implements Answering {

    private static final Pattern AT_LENGTH =
            Pattern.compile("\\b(in (great |full )?detail|at length|thorough(ly)?|exhaustive(ly)?)\\b");

    private final Conversations conversations;
    private final Habits habits;
    private final List<Script> scripts = Scripts.all();

    AnswerPlanner(long seed, Habits habits) {
        conversations = new Conversations(seed);
        this.habits = habits;
    }

    @Override
    public Answer answer(OfflineRequest request, Headers headers) {
        Conversation conversation = conversations.of(request);
        Script script = scriptFor(request);
        String reasoning = Thoughts.of(conversation, request.thinking());
        Answer given = script.round(conversation, request.tools(), habits, reasoning)
                .orElseGet(() -> Answer.of(reasoning, words(script, conversation, request), List.of()))
                .cutAfter(request.maxOutput());
        conversations.remember(given);
        return given;
    }

    private String words(Script script, Conversation conversation, OfflineRequest request) {
        boolean atLength = AT_LENGTH.matcher(request.instructions()).find();
        String words = script.answer(conversation, request.lastUserText(), atLength);
        return script.formed(habits.atLength(words.isEmpty() ? Scripts.NOTHING_TO_ADD : words));
    }

    private Script scriptFor(OfflineRequest request) {
        String asked = request.firstUserText();
        return scripts.stream()
                .filter(script -> script.recognises(asked))
                .findFirst()
                .or(() -> scripts.stream()
                        .filter(script -> script.recognises(request.instructions()))
                        .findFirst())
                .orElseGet(Scripts::forAnythingElse);
    }
}
