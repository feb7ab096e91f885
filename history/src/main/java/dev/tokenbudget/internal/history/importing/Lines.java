package dev.tokenbudget.internal.history.importing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/** The lines of a file, one by one, none of which fills the memory. */
final class Lines {

    /** A prompt of a million tokens has some four million characters. */
    static final int MOST_CHARACTERS = 64 * 1024 * 1024;

    private final BufferedReader file;
    private final StringBuilder text = new StringBuilder();
    private long number;
    private boolean tooLong;

    Lines(Reader file) {
        this.file = new BufferedReader(file);
    }

    /** Go to the next line; return whether there is one. */
    boolean next() throws IOException {
        text.setLength(0);
        tooLong = false;
        int character = file.read();
        if (character < 0) {
            return false;
        }
        number++;
        while (character >= 0 && character != '\n') {
            if (text.length() < MOST_CHARACTERS) {
                text.append((char) character);
            } else {
                tooLong = true;
            }
            character = file.read();
        }
        return true;
    }

    long number() {
        return number;
    }

    String text() {
        return text.toString();
    }

    boolean isTooLong() {
        return tooLong;
    }
}
