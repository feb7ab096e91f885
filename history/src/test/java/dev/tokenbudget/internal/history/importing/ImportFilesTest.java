package dev.tokenbudget.internal.history.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportFilesTest {

    @TempDir
    Path folder;

    @BeforeEach
    void create() throws IOException {
        for (String name : List.of("a.jsonl", "b.csv", "logs/2026/x.csv", "logs/y.csv", "logs/z.json")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
        }
    }

    @Test
    void names_and_patterns_each_file_once() {
        assertThat(found("b.csv, a.jsonl,*.csv")).containsExactly("b.csv", "a.jsonl");
        assertThat(found("logs/*.csv")).containsExactly("logs/y.csv");
        assertThat(found("logs/**.csv")).containsExactly("logs/2026/x.csv", "logs/y.csv");
        assertThat(found(folder + "/logs/?.json")).containsExactly("logs/z.json");
    }

    @Test
    void a_name_that_means_no_file_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> found("a.jsonl,c*.csv"))
                .withMessageContaining("No file is called c*.csv");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> found("none/*.csv"))
                .withMessageContaining("none/*.csv");
        assertThatIllegalArgumentException().isThrownBy(() -> found(" ")).withMessageContaining("-Dtokenbudget.files=");
    }

    private List<String> found(String names) {
        return ImportFiles.of(names, folder).stream()
                .map(file -> folder.relativize(file).toString())
                .toList();
    }
}
