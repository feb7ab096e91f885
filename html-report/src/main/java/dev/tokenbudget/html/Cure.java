package dev.tokenbudget.html;

import java.util.Optional;

/**
 * What to do about a verdict.
 *
 * @param words a sentence, up to the command where there is one
 * @param command what to type
 */
record Cure(String words, Optional<String> command) {

    private static final String COMMANDS = "mvn ";

    /** Take the command out of a verdict's cure; nothing where nothing needs to be done. */
    static Optional<Cure> of(String sentence) {
        if (sentence.isEmpty()) {
            return Optional.empty();
        }
        int command = sentence.indexOf(": " + COMMANDS);
        return Optional.of(
                command < 0
                        ? new Cure(sentence, Optional.empty())
                        : new Cure(sentence.substring(0, command + 1), Optional.of(sentence.substring(command + 2))));
    }
}
