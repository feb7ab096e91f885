package dev.tokenbudget.internal.json;

import org.jspecify.annotations.Nullable;

/**
 * Keeps short texts that repeat once, as far as it remembers them: of a run log most are names of models, tools and tasks, and
 * hashes of prompts, the same in every call. Safe to use from any thread: what one forgets of what another keeps is kept twice.
 */
final class RepeatedTexts {

    private static final int LONGEST = 64;
    private static final int MOST = 1 << 12;

    private final @Nullable String[] known = new @Nullable String[MOST];

    /** Return {@code text} or one that is equal to it. */
    String once(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 16) & MOST - 1;
        String before = known[place];
        if (before != null && before.equals(text)) {
            return before;
        }
        known[place] = text;
        return text;
    }
}
