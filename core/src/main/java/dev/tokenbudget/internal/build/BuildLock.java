package dev.tokenbudget.internal.build;

import dev.tokenbudget.internal.json.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Keeps a second build out of a folder in which one measures: it would move the runs of the first away, and tests of both
 * would write into one build. The operating system gives the lock back when the process ends, however it ends.
 */
public final class BuildLock implements AutoCloseable {

    private static final String FILE = "build.lock";
    /** Beyond what is written, so that the holder can be read also where locks keep readers out. */
    private static final long LOCKED_BYTE = 1 << 20;

    private final FileChannel channel;

    private BuildLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Lock {@code folder} for the build of this process.
     *
     * @return the lock; nothing where another build of this process has it
     * @throws FolderInUseException if another process has it
     * @throws MalformedFileException if the lock's file cannot be written
     */
    public static Optional<BuildLock> on(BuildFolder folder) throws FolderInUseException {
        Path file = folder.folder().resolve(FILE);
        Optional<String> holder;
        try {
            Files.createDirectories(folder.folder());
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.tryLock(LOCKED_BYTE, 1, false) != null) {
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(
                        String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
                return Optional.of(new BuildLock(channel));
            }
            holder = holder(channel);
            channel.close();
        } catch (OverlappingFileLockException ours) {
            return Optional.empty();
        } catch (IOException e) {
            throw new MalformedFileException(file, "cannot be locked: " + e + ".", e);
        }
        throw new FolderInUseException(folder, holder.orElse("unknown"));
    }

    /** Release the folder for the next build. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // the process's end closes it at the latest
        }
    }

    private static Optional<String> holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        String process = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
        return process.isEmpty() ? Optional.empty() : Optional.of(process);
    }
}
