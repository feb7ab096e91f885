package dev.tokenbudget.suites.offline;

import dev.tokenbudget.suites.offline.OfflineRequest.Thinking;
import java.util.List;

/** What the model thinks before it answers, where a request allows it to. */
final class Thoughts {

    private static final List<String> STEPS = List.of(
            "First I should be sure what is being asked, and what would count as a good answer here.",
            "The input has more in it than I need; I will keep to the parts that bear on the question.",
            "Let me check this against what the other file said, because the two might disagree.",
            "That first idea does not explain the order in which things happened, so I drop it.",
            "An example would make this concrete: take the smallest input that still shows the problem.",
            "I have seen enough to answer; what is left is to put it in an order that can be acted on.");

    /** How often a model that thinks much goes through its steps. */
    private static final int TIMES_OVER = 4;

    private Thoughts() {}

    static String of(Conversation conversation, Thinking thinking) {
        if (thinking == Thinking.NONE) {
            return "";
        }
        Draws draws = Draws.of(conversation.seed(), "thoughts", conversation.toolRounds());
        StringBuilder text = new StringBuilder(STEPS.get(0));
        for (int time = 0; time < (thinking == Thinking.MUCH ? TIMES_OVER : 1); time++) {
            for (String step : STEPS.subList(1, STEPS.size())) {
                if (draws.chance(0.5)) {
                    text.append(' ').append(step);
                }
            }
        }
        return text.toString();
    }
}
