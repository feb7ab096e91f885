package dev.tokenbudget.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.json.MalformedFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLockTest {

    @TempDir
    Path folder;

    @Test
    void is_held_by_one_at_a_time_and_can_be_had_afterwards() {
        Path file = folder.resolve("target/accept.lock");

        try (FileLock held = FileLock.on(file, Duration.ZERO)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> FileLock.on(file, Duration.ofMillis(1)))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessage(
                            file + ": another process has held this lock for 0 seconds. Wait for it, or end it, and try"
                                    + " again.");
        }

        FileLock.on(file, Duration.ZERO).close();
    }

    @Test
    void follows_no_link() throws Exception {
        Path file = Files.createSymbolicLink(folder.resolve("accept.lock"), folder.resolve("victim"));

        assertThatThrownBy(() -> FileLock.on(file, Duration.ZERO)).isInstanceOf(MalformedFileException.class);
        assertThat(folder.resolve("victim")).doesNotExist();
    }
}
