package dev.tokenbudget.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README says of the settings what the code says. */
class ReadmeTest {

    private static final Path README = Path.of("..", "README.md");

    /** Settings whose key holds a name of the user's. */
    private static final Pattern FAMILY =
            Pattern.compile("`tokenbudget\\.(upstream\\.<name>|rule\\.<number>\\.<part>)`");

    @Test
    void lists_every_setting_with_its_default_and_its_meaning() throws IOException {
        assertThat(rows()).containsAll(expectedRows());
    }

    @Test
    void lists_no_setting_that_does_not_exist() throws IOException {
        assertThat(rows().stream().filter(row -> !FAMILY.matcher(row).find())).isSubsetOf(expectedRows());
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
