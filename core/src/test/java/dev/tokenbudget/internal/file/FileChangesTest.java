package dev.tokenbudget.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.json.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileChangesTest {

    @TempDir
    Path folder;

    @Test
    void leaves_nothing_beside_a_file_that_it_replaced() throws IOException {
        Path file = Files.writeString(folder.resolve("order.json"), "old");

        FileChanges.write(file, "new");

        assertThat(file).hasContent("new");
        assertThat(names()).containsExactly("order.json");
    }

    @Test
    void writes_a_text_piece_by_piece() throws IOException {
        Path file = folder.resolve("report.json");

        FileChanges.write(file, to -> {
            to.write("half a \ud83e");
            to.write("\udd8a");
        });

        assertThat(file).hasContent("half a \ud83e\udd8a");
        assertThat(names()).containsExactly("report.json");
    }

    @Test
    void leaves_the_file_as_it_was_where_its_text_breaks_off() throws IOException {
        Path file = Files.writeString(folder.resolve("report.json"), "old");

        assertThatThrownBy(() -> FileChanges.write(file, to -> {
                    to.write("half");
                    throw new IllegalStateException("a run cannot be read");
                }))
                .hasMessage("a run cannot be read");

        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("report.json");
    }

    @Test
    void names_a_file_on_whose_disk_there_is_no_room_for_the_text() {
        Path file = folder.resolve("report.json");

        assertThatThrownBy(() -> FileChanges.write(file, to -> {
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage(file + ": cannot be written: java.io.IOException: No space left on device.");
    }

    @Test
    void makes_the_folder_that_is_missing() {
        FileChanges.write(folder.resolve("a/b/order.json"), "new");

        assertThat(folder.resolve("a/b/order.json")).hasContent("new");
    }

    @Test
    void replaces_a_link_instead_of_writing_to_where_it_points() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "untouched");
        Path file = Files.createSymbolicLink(folder.resolve("report.md"), victim);
        Files.createSymbolicLink(folder.resolve(".report.md.new"), victim);

        FileChanges.write(file, "new");

        assertThat(victim).hasContent("untouched");
        assertThat(file).hasContent("new").isRegularFile();
        assertThat(Files.isSymbolicLink(file)).isFalse();
    }

    @Test
    void names_a_file_that_cannot_be_written_and_leaves_nothing_behind() throws IOException {
        Path file = folder.resolve("order.json");
        Files.createDirectories(file.resolve("not empty"));

        assertThatThrownBy(() -> FileChanges.write(file, "{}"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(file + ": cannot be written: ");
        assertThat(names()).containsExactly("order.json");
    }

    @Test
    void changes_no_file_where_one_of_them_cannot_be_changed() throws IOException {
        Path first = Files.writeString(folder.resolve("a.json"), "old");
        Path second = folder.resolve("b.json");
        Path third = Files.writeString(folder.resolve("c.json"), "old");
        Path last = folder.resolve("d.json");
        Files.createDirectories(last.resolve("not empty"));
        FileChanges changes = new FileChanges();
        changes.add(first, "new");
        changes.add(second, "new");
        changes.addDeletion(third);
        changes.add(last, "new");

        assertThatThrownBy(changes::make)
                .hasMessageStartingWith(last + ": cannot be written: ")
                .hasMessageEndingWith(" None of the 4 files was changed.");

        assertThat(first).hasContent("old");
        assertThat(second).doesNotExist();
        assertThat(third).hasContent("old");
        assertThat(names()).containsExactly("a.json", "c.json", "d.json");
    }

    @Test
    void writers_in_several_processes_never_leave_a_half() throws Exception {
        Path file = folder.resolve("shared.json");
        List<Process> writers = List.of(Writer.start(file, "a"), Writer.start(file, "b"));

        while (writers.stream().anyMatch(Process::isAlive)) {
            assertThat(Files.exists(file) ? Files.readString(file) : Writer.text("a"))
                    .isIn(Writer.text("a"), Writer.text("b"));
        }

        assertThat(writers).allSatisfy(writer -> assertThat(writer.exitValue()).isZero());
        assertThat(names()).containsExactly("shared.json");
    }

    @Test
    void a_writer_that_is_killed_leaves_the_old_file_or_the_new_one() throws Exception {
        Path file = folder.resolve("shared.json");
        Process writer = Writer.start(file, "a");
        while (writer.isAlive() && Files.notExists(file)) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        writer.destroyForcibly().waitFor();

        assertThat(file).hasContent(Writer.text("a"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> Objects.requireNonNull(file.getFileName()).toString())
                    .sorted()
                    .toList();
        }
    }

    /** A process that writes the same file again and again. */
    static final class Writer {

        private static final int TIMES = 200;

        private Writer() {}

        static Process start(Path file, String letter) throws IOException {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            file.toString(),
                            letter)
                    .inheritIO()
                    .start();
        }

        static String text(String letter) {
            return letter.repeat(100_000);
        }

        public static void main(String[] arguments) {
            for (int i = 0; i < TIMES; i++) {
                FileChanges.write(Path.of(arguments[0]), text(arguments[1]));
            }
        }
    }
}
