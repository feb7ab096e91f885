package dev.tokenbudget.internal.replay.change;

/**
 * A text of a prompt.
 *
 * @param part the part of the prompt that it belongs to
 * @param place where it stands, such as "system prompt" or "tool search"
 * @param text the text itself
 */
record PromptText(PromptPart part, String place, String text) {

    boolean standsWhere(PromptText other) {
        return part == other.part && place.equals(other.place);
    }
}
