package dev.tokenbudget.internal.history.output.sending;

import dev.tokenbudget.internal.history.output.OutputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/** A file that readers find whole, the old one or the new one, however long it takes to write. */
record TextFile(Path path) {

    void write(Consumer<Writer> content) {
        Path part = path.resolveSibling(path.getFileName() + ".part");
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (Writer writer = Files.newBufferedWriter(part)) {
                content.accept(writer);
            }
            Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UncheckedIOException e) {
            throw new OutputException(
                    path + " could not be written: " + e.getMessage() + ". Name a file that can be, or make room.");
        }
    }
}
