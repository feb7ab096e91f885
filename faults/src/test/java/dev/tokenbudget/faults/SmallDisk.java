package dev.tokenbudget.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file system of 64 KB in memory; only root may mount one, so elsewhere its tests are skipped and say so. */
final class SmallDisk implements AutoCloseable {

    private static final int BYTES = 64 * 1024;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static SmallDisk mount(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + BYTES, "tmpfs", folder.toString()),
                "No small disk can be mounted here: that needs Linux, and root.");
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    /** Leave no byte free. */
    Path fill() throws IOException {
        Path filler = folder.resolve("filler");
        byte[] block = new byte[1024];
        try (var file = Files.newOutputStream(filler)) {
            while (true) {
                file.write(block);
            }
        } catch (IOException e) {
            return filler;
        }
    }

    void makeReadOnly() throws IOException, InterruptedException {
        assumeTrue(
                run("mount", "-o", "remount,ro", folder.toString()), "The small disk cannot be made read-only here.");
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(Arrays.asList(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", folder.toString());
    }
}
