package dev.tokenbudget.suites.agents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A text that an agent puts into its prompt, too long to stand in its code. */
final class PromptFile {

    private PromptFile() {}

    static String read(String name) {
        try (InputStream in = PromptFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The jar of the benchmark suites lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name, e);
        }
    }
}
