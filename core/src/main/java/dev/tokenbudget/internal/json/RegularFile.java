package dev.tokenbudget.internal.json;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells files from what stands in their place and has no end, such as a pipe that nobody writes to, or a device. */
public final class RegularFile {

    private RegularFile() {}

    /**
     * Return {@code file}, be it there or not.
     *
     * @throws FileSystemException if something else is in its place, which is not to be read
     */
    public static Path of(Path file) throws FileSystemException {
        if (!Files.isRegularFile(file) && Files.exists(file)) {
            throw new FileSystemException(file.toString(), null, "is no file, but a folder, a pipe or a device");
        }
        return file;
    }
}
