package dev.tokenbudget.suites.offline;

/**
 * One part of a prompt as it was sent: an instruction, a tool's declaration, a message, a tool call or its result.
 *
 * @param text what the provider would count
 * @param caching whether the prompt up to and including this part may be kept in the prompt cache
 */
record PromptPart(String text, Caching caching) {

    enum Caching {
        NONE,
        FIVE_MINUTES,
        ONE_HOUR
    }

    static PromptPart of(String text) {
        return new PromptPart(text, Caching.NONE);
    }

    /** Return a part of a provider that caches by itself, wherever parts meet. */
    static PromptPart cachedByItself(String text) {
        return new PromptPart(text, Caching.FIVE_MINUTES);
    }
}
