package dev.tokenbudget.suites.offline;

/**
 * One part of a prompt as it was sent: an instruction, a tool's declaration, a message, a tool call or its result.
 *
 * @param kind what it is
 * @param tool the tool that it declares or that gave it; empty where it is of none
 * @param text what the provider would count
 * @param caching whether the prompt up to and including this part may be kept in the prompt cache
 */
record PromptPart(Kind kind, String tool, String text, Caching caching) {

    enum Kind {
        TOOL_DEFINITION,
        RESPONSE_FORMAT,
        SYSTEM,
        USER,
        HISTORY,
        TOOL_RESULT
    }

    enum Caching {
        NONE,
        FIVE_MINUTES,
        ONE_HOUR
    }

    static PromptPart of(Kind kind, String text) {
        return new PromptPart(kind, "", text, Caching.NONE);
    }

    /** Return a part of a provider that caches by itself, wherever parts meet. */
    static PromptPart cachedByItself(Kind kind, String text) {
        return cachedByItself(kind, "", text);
    }

    static PromptPart cachedByItself(Kind kind, String tool, String text) {
        return new PromptPart(kind, tool, text, Caching.FIVE_MINUTES);
    }

    /** Return what a message of {@code role} is a part of. */
    static Kind kindOf(String role) {
        return switch (role) {
            case "system", "developer" -> Kind.SYSTEM;
            case "assistant" -> Kind.HISTORY;
            case "tool" -> Kind.TOOL_RESULT;
            default -> Kind.USER;
        };
    }

    /** Return text and caching alone: the ids of replies are drawn from it, and committed recordings hold these. */
    @Override
    public String toString() {
        return "PromptPart[text=" + text + ", caching=" + caching + "]";
    }
}
