package dev.tokenbudget.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.runlog.RunLog;
import dev.tokenbudget.internal.runlog.RunLogs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk without room, and one that cannot be written. */
class FullDiskTest {

    private static final int FILES = 3;

    @TempDir
    Path folder;

    private @Nullable SmallDisk mounted;

    @BeforeEach
    void setUp() throws IOException, InterruptedException {
        mounted = SmallDisk.mount(folder.resolve("disk"));
    }

    @AfterEach
    void tearDown() throws IOException, InterruptedException {
        if (mounted != null) {
            mounted.close();
        }
    }

    @Test
    void runs_that_a_full_disk_did_not_take_are_written_when_there_is_room() throws IOException {
        RunLog log = RunLog.in(disk().folder().resolve("runs"), Accepted.BUILD);
        log.append(run(1));
        Path filler = disk().fill();
        int refused = refusedOf(log, 2, 60);
        Files.delete(filler);

        log.append(run(61));
        log.end();

        assertThat(refused).isPositive();
        assertThat(numbers())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 61).boxed().toList());
        assertThat(measured().incomplete()).isEmpty();
        assertThat(measured().warnings()).isEmpty();
    }

    @Test
    void runs_that_a_full_disk_never_takes_are_told_to_lack() throws IOException {
        RunLog log = RunLog.in(disk().folder().resolve("runs"), Accepted.BUILD);
        log.append(run(1));
        disk().fill();
        int refused = refusedOf(log, 2, 60);

        assertThatThrownBy(log::end)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("the runs of this build are lost");

        assertThat(numbers())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 60 - refused).boxed().toList());
        assertThat(measured().incomplete()).hasSize(1);
    }

    @Test
    void baselines_that_a_full_disk_does_not_take_stay_as_they_were() throws IOException {
        BaselineFolder baselines = new BaselineFolder(disk().folder().resolve("baselines"));
        baselines.write(Accepted.of(FILES, 1_000));
        List<String> before = texts(baselines);
        disk().fill();

        assertThatThrownBy(() -> baselines.write(Accepted.of(FILES, 2_000)))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("cannot be written", "None of the 3 files was changed.");

        assertThat(texts(baselines)).isEqualTo(before);
    }

    @Test
    void a_disk_that_is_read_only_is_named_and_nothing_on_it_changes() throws IOException, InterruptedException {
        BaselineFolder baselines = new BaselineFolder(disk().folder().resolve("baselines"));
        baselines.write(Accepted.of(FILES, 1_000));
        List<String> before = texts(baselines);
        RunLog log = RunLog.in(disk().folder().resolve("runs"), Accepted.BUILD);
        disk().makeReadOnly();

        assertThatThrownBy(() -> log.append(run(1)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("The run log " + log.file() + " cannot be written. Make its folder writable");
        assertThatThrownBy(() -> baselines.write(Accepted.of(FILES, 2_000)))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("cannot be written");

        assertThat(texts(baselines)).isEqualTo(before);
    }

    private SmallDisk disk() {
        return Objects.requireNonNull(mounted);
    }

    private static int refusedOf(RunLog log, int from, int to) {
        int refused = 0;
        for (int number = from; number <= to; number++) {
            try {
                log.append(run(number));
            } catch (UncheckedIOException e) {
                refused++;
            }
        }
        return refused;
    }

    private static Run run(int number) {
        return Accepted.run(Accepted.TASK, number, 100);
    }

    private List<Integer> numbers() {
        return measured().tasks().values().stream()
                .flatMap(task -> task.runs().stream())
                .map(Run::number)
                .toList();
    }

    private Measurement measured() {
        return RunLogs.merge(disk().folder().resolve("runs"), Accepted.BUILD);
    }

    private static List<String> texts(BaselineFolder baselines) throws IOException {
        try (Stream<Path> files = Files.list(baselines.folder())) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(FullDiskTest::text)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
