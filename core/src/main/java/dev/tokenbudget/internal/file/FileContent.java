package dev.tokenbudget.internal.file;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** What is to stand in a file; of a large one, not all of it is in memory at any time. */
@FunctionalInterface
public interface FileContent {

    /** Write it; {@code to} stays open. */
    void write(OutputStream to) throws IOException;

    static FileContent of(byte[] bytes) {
        return to -> to.write(bytes);
    }

    static FileContent of(Text text) {
        return to -> {
            Writer characters = new OutputStreamWriter(to, StandardCharsets.UTF_8);
            text.write(characters);
            characters.flush();
        };
    }

    /** Text, to be encoded in UTF-8. */
    @FunctionalInterface
    interface Text {

        /** Write it; {@code to} stays open. */
        void write(Writer to) throws IOException;
    }
}
