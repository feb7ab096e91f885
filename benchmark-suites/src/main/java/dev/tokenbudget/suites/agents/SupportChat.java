package dev.tokenbudget.suites.agents;

import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was said in a chat: its last turn word by word, and those before it as a summary where somebody writes one. */
final class SupportChat {

    private static final int TURNS_KEPT = 1;

    private final List<Turn> turns = new ArrayList<>();
    private int summarised;
    private String summary = "";

    /**
     * A question of the customer and the answer to it.
     *
     * @param articles what was found for the question
     * @param completion what the model said, as it said it
     * @param reply what the customer was told
     */
    record Turn(String question, List<String> articles, String completion, String reply) {

        String transcript() {
            return "Customer: " + question + "\nDesk: " + reply;
        }
    }

    void add(Turn turn) {
        turns.add(turn);
    }

    boolean hasUnsummarised() {
        return turns.size() - summarised > TURNS_KEPT;
    }

    /** Return what a summary has to tell that takes the place of all turns but those that are kept. */
    String toSummarise() {
        Stream<String> old =
                turns.subList(summarised, turns.size() - TURNS_KEPT).stream().map(Turn::transcript);
        return (summary.isEmpty() ? old : Stream.concat(Stream.of("Summary so far: " + summary), old))
                .collect(Collectors.joining("\n\n"));
    }

    void summariseBy(String newSummary) {
        summary = newSummary;
        summarised = turns.size() - TURNS_KEPT;
    }

    String transcript() {
        return turns.stream().map(Turn::transcript).collect(Collectors.joining("\n\n"));
    }

    String replies() {
        return turns.stream().map(Turn::reply).collect(Collectors.joining("\n\n"));
    }

    /** Add what was said so far to a prompt, and then a question. */
    void ask(String question, List<String> articles, ChatCompletionCreateParams.Builder prompt) {
        for (Turn turn : turns.subList(summarised, turns.size())) {
            prompt.addUserMessageOfArrayOfContentParts(parts(turn.question(), articles(turn.articles())))
                    .addAssistantMessage(turn.completion());
        }
        prompt.addUserMessageOfArrayOfContentParts(
                summary.isEmpty()
                        ? parts(question, articles(articles))
                        : parts(question, "Summary of the chat so far: " + summary, articles(articles)));
    }

    /** Ask somebody to judge the chat by all articles that were found. */
    void judge(String demand, ChatCompletionCreateParams.Builder prompt) {
        Set<String> found = turns.stream()
                .flatMap(turn -> turn.articles().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        prompt.addUserMessageOfArrayOfContentParts(parts(demand, articles(found)));
    }

    private static String articles(Collection<String> articles) {
        return "Articles that may help:\n\n" + String.join("\n\n", articles);
    }

    private static List<ChatCompletionContentPart> parts(String... texts) {
        return Stream.of(texts)
                .map(text -> ChatCompletionContentPart.ofText(
                        ChatCompletionContentPartText.builder().text(text).build()))
                .toList();
    }
}
