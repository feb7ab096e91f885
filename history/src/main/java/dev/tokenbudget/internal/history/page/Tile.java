package dev.tokenbudget.internal.history.page;

import java.util.List;
import java.util.Optional;

/**
 * One answer in large type.
 *
 * @param question what is asked
 * @param answer the answer
 * @param share how much of a whole that is, as a length of SVG
 * @param notes what else there is to know, each on a line
 */
record Tile(String question, String answer, Optional<String> share, List<String> notes) {

    Tile(String question, String answer, List<String> notes) {
        this(question, answer, Optional.empty(), notes);
    }
}
