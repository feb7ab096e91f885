package dev.tokenbudget.internal.history.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.alert.PlantedHistory.Planted;
import dev.tokenbudget.internal.history.http.Receiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/alerts.md says what the code does. */
class AlertsPageTest {

    private static final Pattern FIRST_CELL = Pattern.compile("^\\| `(\\w+)` \\|.*\\|.*\\|$", Pattern.MULTILINE);
    private static final Pattern JSON = Pattern.compile("```json\\R(.*?)\\R```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void lists_all_that_rules_can_look_at() throws IOException {
        assertThat(all(FIRST_CELL.matcher(page())))
                .containsExactlyElementsOf(
                        Arrays.stream(Measure.values()).map(Measure::key).toList());
    }

    @Test
    void its_file_of_rules_can_be_used() throws IOException {
        Path file = Files.writeString(
                folder.resolve("alerts.json"), all(JSON.matcher(page())).get(0));

        assertThat(AlertRules.read(file).rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.name()).isEqualTo("daily budget"));
    }

    @Test
    void names_the_fields_of_a_message() throws IOException {
        try (PlantedHistory planted = new PlantedHistory("jdbc:sqlite:" + folder.resolve("history.db"));
                Receiver receiver = new Receiver()) {
            planted.session("chat", Planted.of(PlantedHistory.NOON, "7"));
            planted.check(
                    Webhook.of(receiver.url(), "json", Optional.empty(), PlantedHistory.CLOCK, Duration.ZERO),
                    "when",
                    "costPerDay",
                    "above",
                    "5");

            String fields = String.join(
                    "`, `",
                    all(Pattern.compile("\"(\\w+)\":")
                            .matcher(receiver.arrived().get(0).text())));
            assertThat(page())
                    .contains("The JSON has the fields `" + fields.replace("`, `statement", "` and `statement") + "`");
        }
    }

    private static List<String> all(Matcher matcher) {
        return matcher.results().map(found -> found.group(1)).toList();
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/alerts.md"));
    }
}
