package dev.tokenbudget.internal.history.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.json.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in a rule is told with its place and with what is allowed. */
class AlertRulesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "when=cost, above=5 | <when>cost</when> cannot be used. Use one of costPerHour, costPerDay, costPerSession,",
                "above=5 | <when></when> cannot be used. Use one of costPerHour,",
                "when=costPerDay, above=five | <above>five</above> cannot be used. Use an amount of US dollars, such as 2.50.",
                "when=cacheHitRate, below=60% | <below>60%</below> cannot be used. Use a share from 0 to 1, such as 0.6.",
                "when=costAgainstWeek, above=1.3 | Use a share of the average, such as +30% (more) or 150% (of it).",
                "when=costPerDay | an alert has one limit, <above> or <below>, or up to three: <yellow>, <red> and <critical>.",
                "when=costPerDay, above=5, red=6 | an alert has one limit, <above> or <below>, or up to three",
                "when=costPerDay, above=5, below=1 | an alert has one limit, <above> or <below>, or up to three",
                "when=costPerDay, yellow=9, red=6 | <yellow>, <red> and <critical> are to ascend",
                "when=costPerDay, above=5, then=die | <then>die</then> cannot be used. Use warn or fail.",
                "when=costPerDay, above=5, minCalls=0 | <minCalls>0</minCalls> cannot be used. Use a whole number of calls",
                "when=costPerDay, above=5, name=a/b | <name>a/b</name> cannot be used. Use up to 80 letters",
                "when=costPerOrganisationDay, above=5, task=chat | <task>chat</task> cannot be used. Providers do not report tasks",
                "when=costPerDay, limit=5 | there is no <limit>. The parts of an alert are above, below, critical, minCalls, name,"
            })
    void a_part_that_cannot_be_used(String parts, String message) {
        assertThatThrownBy(() -> AlertRules.ofPom(List.of(Map.of("when", "costPerHour", "above", "9"), parsed(parts))))
                .isInstanceOf(MalformedAlertException.class)
                .hasMessageStartingWith("POM, alert 2: ")
                .hasMessageContaining(message);
    }

    @Test
    void two_rules_of_one_name() {
        Map<String, String> rule = Map.of("when", "costPerHour", "above", "9");

        assertThatThrownBy(() -> AlertRules.ofPom(List.of(rule, rule)))
                .hasMessage("Two alerts are called 'costPerHour above 9'. Give each a <name> of its own.");
    }

    @Test
    void a_file_holds_rules_as_well() throws IOException {
        Path file = Files.writeString(folder.resolve("alerts.json"), """
                {"schemaVersion": 1, "alerts": [{"when": "costPerDay", "above": "50", "then": "fail"}]}
                """);

        assertThat(AlertRules.read(file).and(AlertRules.ofPom(List.of())).rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.fails()).isTrue());
    }

    @Test
    void a_file_that_cannot_be_read_is_told_with_line_and_column() throws IOException {
        Path file = Files.writeString(folder.resolve("alerts.json"), "{\"schemaVersion\": 1,\n \"alerts\": [{]}");

        assertThatThrownBy(() -> AlertRules.read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("alerts.json")
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> AlertRules.read(folder.resolve("none.json")))
                .hasMessageContaining("there is no such file of alerts");
    }

    @Test
    void a_file_without_alerts_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("alerts.json"), "{\"schemaVersion\": 1}");

        assertThatThrownBy(() -> AlertRules.read(file)).hasMessageContaining("it holds no list of alerts");
    }

    @Test
    void a_rule_of_a_file_that_cannot_be_used_is_told_with_its_number() throws IOException {
        Path file = Files.writeString(
                folder.resolve("alerts.json"), "{\"schemaVersion\": 1, \"alerts\": [{\"when\": \"costPerDay\"}]}");

        assertThatThrownBy(() -> AlertRules.read(file)).hasMessageStartingWith("alerts.json, alert 1: ");
    }

    private static Map<String, String> parsed(String parts) {
        Map<String, String> rule = new TreeMap<>();
        for (String part : parts.split(", ")) {
            rule.put(
                    part.substring(0, part.indexOf('=')).strip(),
                    part.substring(part.indexOf('=') + 1).strip());
        }
        return rule;
    }
}
