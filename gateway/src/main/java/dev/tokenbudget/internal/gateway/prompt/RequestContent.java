package dev.tokenbudget.internal.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a request holds, in an order that does not depend on how a client writes it: to find out which of others it is most
 * like. It is text, and kept nowhere.
 *
 * @param same equal where two requests ask the same, whatever ids their clients made up
 * @param settings what is in no section and no message: temperature, limits, effort
 * @param system the system prompt
 * @param tools the definitions of tools
 * @param responseFormat the form that the answer is asked for in
 * @param history what was said before what the user says now
 * @param toolResults what tools gave
 * @param user what the user says now
 * @param turns what may hold earlier answers, in the order in which the model reads it
 * @param isWhole whether the provider keeps no part of the prompt
 */
public record RequestContent(
        String same,
        JsonNode settings,
        String system,
        String tools,
        String responseFormat,
        String history,
        String toolResults,
        String user,
        List<Turn> turns,
        boolean isWhole) {

    public RequestContent {
        turns = List.copyOf(turns);
    }

    /**
     * A message, or what stands beside the messages.
     *
     * @param isOfModel whether the model said it
     */
    public record Turn(boolean isOfModel, JsonNode content) {}

    /** Read the content of a request's body. */
    public static RequestContent of(JsonNode request) {
        PromptTally<SectionText> tally = new PromptTally<>(new ItemTally(), kind -> new SectionText());
        PromptReader read = PromptReader.read(request, tally);
        return new RequestContent(
                CanonicalJson.withoutNames(read.asked()),
                read.settings(),
                tally.system.text(),
                tally.tools.text(),
                tally.responseFormat.text(),
                tally.history.text(),
                tally.toolResults.text(),
                tally.user.text(),
                turns(read),
                tally.isWhole());
    }

    private static List<Turn> turns(PromptReader read) {
        List<Turn> turns = new ArrayList<>();
        Stream.of(RequestField.SYSTEM, RequestField.KEPT)
                .flatMap(RequestField::names)
                .filter(read.asked()::has)
                .forEach(name -> turns.add(new Turn(false, read.asked().get(name))));
        read.messages().forEach(message -> turns.add(new Turn(Shape.isOfModel(message), message)));
        return turns;
    }

    /** The text of one section. */
    private static final class SectionText implements PromptSection {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void add(String more) {
            text.append(more).append('\n');
        }

        String text() {
            return text.toString();
        }
    }
}
