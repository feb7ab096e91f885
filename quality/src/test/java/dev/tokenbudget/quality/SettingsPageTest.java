package dev.tokenbudget.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.gateway.Upstreams;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.verdict.Statistic;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on settings says what the code says. */
class SettingsPageTest {

    private static final MarkdownPage PAGE = MarkdownPage.of("docs/settings.md");

    /** Settings whose key holds a name of the user's. */
    private static final Pattern FAMILY =
            Pattern.compile("`tokenbudget\\.(upstream\\.<name>|rule\\.<number>\\.<part>)`");

    @Test
    void lists_every_setting_with_its_default_and_its_meaning() {
        assertThat(rows()).containsAll(expectedRows());
    }

    @Test
    void lists_no_setting_that_does_not_exist() {
        assertThat(rows().stream().filter(row -> !FAMILY.matcher(row).find())).isSubsetOf(expectedRows());
    }

    @Test
    void lists_the_metrics() {
        assertThat(PAGE.table("metric").stream().map(row -> row.get(0)))
                .containsExactlyElementsOf(Metric.standard().stream()
                        .map(metric -> "`" + metric.key() + "`")
                        .toList());
    }

    @Test
    void names_the_statistics() {
        assertThat(PAGE.codeSpans())
                .containsAll(
                        Arrays.stream(Statistic.values()).map(Statistic::key).toList());
    }

    @Test
    void names_the_upstreams() {
        assertThat(PAGE.codeSpans()).containsAll(Upstreams.publicDefaults().names());
    }

    private static List<String> rows() {
        return PAGE.text()
                .lines()
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
