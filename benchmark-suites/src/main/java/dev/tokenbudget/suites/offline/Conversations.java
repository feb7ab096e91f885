package dev.tokenbudget.suites.offline;

import dev.tokenbudget.suites.offline.OfflineRequest.PastAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells which conversation a request belongs to.
 *
 * <p>The n-th conversation that begins with the same words of the user has the same seed, whatever the system prompt and
 * the tools are. Later requests are recognised by the ids of the tool calls in their history, else by the words of the
 * model's last answer.
 */
final class Conversations {

    private final long seed;
    private final Map<Long, Integer> begun = new ConcurrentHashMap<>();
    private final Set<Long> answers = ConcurrentHashMap.newKeySet();

    Conversations(long seed) {
        this.seed = seed;
    }

    Conversation of(OfflineRequest request) {
        List<PastAnswer> history = request.history();
        for (int i = history.size() - 1; i >= 0; i--) {
            Optional<Conversation> recognised = recognise(request, history.get(i));
            if (recognised.isPresent()) {
                return recognised.get();
            }
        }
        long input = Draws.seed(request.firstUserText());
        return Conversation.begin(Draws.seed(seed, input, begun.merge(input, 1, Integer::sum)));
    }

    void remember(Answer answer) {
        if (answer.toolCalls().isEmpty()) {
            answers.add(Draws.seed(answer.text()));
        }
    }

    private Optional<Conversation> recognise(OfflineRequest request, PastAnswer past) {
        for (String id : past.callIds()) {
            Optional<Conversation> conversation = Conversation.ofCallId(id);
            if (conversation.isPresent()) {
                return conversation;
            }
        }
        long words = Draws.seed(past.text());
        // Words may be those of several conversations at once, so a follow-up's seed comes from the words alone.
        return answers.contains(words)
                ? Optional.of(new Conversation(Draws.seed(seed, request.lastUserText(), words), 0, true))
                : Optional.empty();
    }
}
