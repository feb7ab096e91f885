package dev.tokenbudget.internal.file;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/**
 * The new content of a file, complete and on the disk, under an unpredictable name beside the file that it replaces.
 */
record StagedFile(Path fresh, Path file) {

    static StagedFile of(Path file, FileContent content) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "A file lies in a folder.");
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        StagedFile staged = new StagedFile(folder.resolve(".tokenbudget-" + UUID.randomUUID() + ".tmp"), file);
        boolean isWhole = false;
        try (FileChannel out = FileChannel.open(
                staged.fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            content.write(Channels.newOutputStream(out));
            out.force(true);
            isWhole = true;
        } finally {
            // a report may fail half-way for reasons of its own
            if (!isWhole) {
                staged.drop();
            }
        }
        return staged;
    }

    /** Replace the file; a link is replaced, not followed. */
    void takePlace() throws IOException {
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    void drop() throws IOException {
        Files.deleteIfExists(fresh);
    }
}
