package dev.tokenbudget.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README says of the settings what the code says. */
class ReadmeTest {

    private static final Path README = Path.of("..", "README.md");

    @Test
    void lists_every_setting_with_its_default_and_its_meaning() throws IOException {
        assertThat(rows()).containsAll(expectedRows());
    }

    @Test
    void lists_no_setting_that_does_not_exist() throws IOException {
        assertThat(rows().stream().filter(row -> !row.contains("`tokenbudget.upstream.<name>`")))
                .isSubsetOf(expectedRows());
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(README).stream()
                .filter(line -> line.startsWith("| `tokenbudget."))
                .toList();
    }

    private static List<String> expectedRows() {
        return Arrays.stream(Setting.values())
                .map(setting -> "| `" + setting.key() + "` | "
                        + (setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`") + " | "
                        + setting.meaning() + " |")
                .toList();
    }
}
