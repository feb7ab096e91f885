package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.usage.PromptSections.Difference;
import dev.tokenbudget.usage.PromptSections.Difference.Look;
import dev.tokenbudget.usage.PromptSections.Item.Kind;

/** Tells in words where prompts differ, and what that looks like. */
final class DifferenceText {

    private DifferenceText() {}

    /**
     * Return a clause without a full stop, such as "the system prompt differs at character 12 of 4,120 from call to call, it
     * looks like a time".
     *
     * @param between what differs: "from call to call", or "from run to run"
     */
    static String of(Difference difference, String between) {
        if (difference.length() == 0 && difference.look() == Look.ORDER) {
            return items(difference.section()) + " stand in another order " + between + ", from number "
                    + difference.number()
                    + difference.tool().map(tool -> " (" + tool + ")").orElse("") + " on";
        }
        if (difference.length() == 0) {
            return subject(difference) + " comes and goes " + between;
        }
        String where = subject(difference) + " differs at character " + Figures.count(difference.offset() + 1) + " of "
                + Figures.count(difference.length()) + " " + between;
        return switch (difference.look()) {
            case TIME -> where + ", it looks like a time";
            case ID -> where + ", it looks like a random id";
            case NUMBER -> where + ", it looks like a number";
            case ORDER -> where + ", it looks like the same in another order";
            case WHITESPACE -> where + ", it looks like other spaces or line breaks";
            case ADDED -> where + ", it looks like something added before what stood there";
            case REMOVED -> where + ", it looks like what stood there was left out";
            case TEXT -> where;
        };
    }

    private static String items(Kind section) {
        return switch (section) {
            case TOOL_DEFINITION -> "the tool definitions";
            case RESPONSE_FORMAT -> "the parts of the response format";
            case SYSTEM -> "the parts of the system prompt";
            case HISTORY -> "the items of the history";
            case TOOL_RESULT -> "the tool results";
            case USER -> "the items of the user's input";
        };
    }

    private static String subject(Difference difference) {
        String numbered = difference.number() + " of the ";
        return difference.section() == Kind.TOOL_DEFINITION
                ? "the definition of the tool " + difference.tool().orElseGet(() -> "number " + difference.number())
                : switch (difference.section()) {
                    case SYSTEM ->
                        difference.number() == 1 ? "the system prompt" : "part " + numbered + "system prompt";
                    case RESPONSE_FORMAT -> "the response format";
                    case HISTORY -> "item " + numbered + "history";
                    case TOOL_RESULT ->
                        difference.tool().map(tool -> "a result of " + tool).orElse("a tool result") + " (number "
                                + difference.number() + ")";
                    case USER, TOOL_DEFINITION ->
                        difference.number() == 1 ? "the user's input" : "item " + numbered + "user's input";
                };
    }
}
