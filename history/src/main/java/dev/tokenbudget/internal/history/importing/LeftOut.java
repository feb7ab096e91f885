package dev.tokenbudget.internal.history.importing;

import java.nio.file.Path;

/**
 * Something in a file that was not understood.
 *
 * @param file the file
 * @param line the line on which it begins, from 1; 0 where it is about the whole file
 * @param why what is wrong with it, as the end of a sentence
 */
public record LeftOut(Path file, long line, String why) {

    /** Return it in the form {@code file:line: why}. */
    public String inWords() {
        return file + (line == 0 ? "" : ":" + line) + ": " + why;
    }
}
