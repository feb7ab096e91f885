package dev.tokenbudget.internal.file;

import dev.tokenbudget.internal.json.MalformedFileException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Keeps other processes, and other threads of this one, from doing the same thing at the same time. */
public final class FileLock implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final FileChannel channel;

    private FileLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Wait for the lock, and take it.
     *
     * @param file an empty file that is locked and kept; created where it is missing
     * @param most how long to wait
     * @throws MalformedFileException if the lock cannot be had
     */
    public static FileLock on(Path file, Duration most) {
        long last = System.nanoTime() + most.toNanos();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            while (!isTaken(channel)) {
                if (System.nanoTime() > last) {
                    channel.close();
                    throw new MalformedFileException(
                            file,
                            "another process has held this lock for " + most.toSeconds()
                                    + " seconds. Wait for it, or end it, and try again.");
                }
                Thread.sleep(PAUSE.toMillis());
            }
            return new FileLock(channel);
        } catch (IOException e) {
            throw new MalformedFileException(file, "cannot be locked: " + e + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MalformedFileException(file, "cannot be locked: interrupted.", e);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new MalformedFileException(Path.of(""), "a lock cannot be given up: " + e + ".", e);
        }
    }
}
