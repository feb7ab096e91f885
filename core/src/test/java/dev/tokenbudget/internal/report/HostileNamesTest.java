package dev.tokenbudget.internal.report;

import static dev.tokenbudget.internal.baseline.BaselineExample.baseline;
import static dev.tokenbudget.internal.baseline.BaselineExample.empty;
import static dev.tokenbudget.internal.run.RunExample.measurement;
import static dev.tokenbudget.internal.run.RunExample.runs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.report.ci.CiReports;
import dev.tokenbudget.internal.report.ci.GitHubActions;
import dev.tokenbudget.internal.report.ci.SourceTree;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Judged;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A name from outside is text and no more in everything that people read. */
class HostileNamesTest {

    private static final TaskId TASK = new TaskId(
            "com.acme.X",
            "a\u202Eb\u200Bc\u2066d\n::error::e ##vso[task.setvariable variable=PATH]f https://evil.example/x #123 @octocat"
                    + " \u001b]8;;https://evil.example\u0007g");

    private static final SourceTree NOWHERE = new SourceTree(Path.of(""), Map.of());

    static Stream<Named<String>> texts() {
        return Stream.of(
                        Judged.comparison(measurement(runs(TASK, 1300, 1300)), baseline(TASK, 1000, 1000)),
                        Judged.comparison(measurement(runs(TASK, 7)), empty()))
                .flatMap(HostileNamesTest::texts);
    }

    private static Stream<Named<String>> texts(Comparison comparison) {
        Stream<Named<String>> reports = Stream.of(Report.PLAIN, CiReports.of(NOWHERE))
                .flatMap(List::stream)
                .filter(report -> !report.file().equals("report.json"))
                .map(report -> Named.of(report.file(), report.text(comparison)));
        return Stream.concat(
                reports,
                Stream.of(Named.of("console", console(comparison)), Named.of("annotations", annotations(comparison))));
    }

    private static String annotations(Comparison comparison) {
        GitHubActions github = new GitHubActions(Map.of("GITHUB_ACTIONS", "true"));
        return String.join("\n", github.annotations(comparison, NOWHERE));
    }

    private static String console(Comparison comparison) {
        return String.join(
                "\n",
                Stream.of(
                                ConsoleTable.of(comparison),
                                Findings.failures(comparison),
                                Findings.warnings(comparison),
                                Findings.notes(comparison),
                                AgentText.lines(comparison))
                        .flatMap(List::stream)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void no_character_is_hidden_or_turns_the_text(String text) {
        assertThat(text).contains("octocat").doesNotContainPattern("[\\u202A-\\u202E\\u2066-\\u2069\\u200B-\\u200F]");
        assertThat(text.replaceAll("[\n\t]", "")).doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void nothing_that_is_printed_is_a_command_but_those_that_are_meant() {
        Comparison comparison = Judged.comparison(measurement(runs(TASK, 7)), empty());

        assertThat(console(comparison)
                        .lines()
                        .filter(line -> line.stripLeading().startsWith("::")))
                .isEmpty();
        assertThat(console(comparison)).contains("vso[").doesNotContain("##vso[");
        assertThat(annotations(comparison).lines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("::warning title=Token budget"));
    }

    @Test
    void the_report_for_github_links_to_nothing_and_notifies_nobody() {
        Comparison comparison = Judged.comparison(measurement(runs(TASK, 7)), empty());

        assertThat(MarkdownReport.of(comparison).lines().filter(line -> line.contains("octocat")))
                .filteredOn(line -> !line.startsWith("mvn "))
                .isNotEmpty()
                .noneMatch(line -> line.contains("://") || line.contains("#123") || line.contains("@octocat"));
    }

    @Test
    void a_name_as_long_as_a_prompt_leaves_the_figures_on_the_screen() {
        TaskId prompt = new TaskId("com.acme.X", "begin" + "\uD83D\uDE00".repeat(300) + "end");

        assertThat(ConsoleTable.of(Judged.comparison(measurement(runs(prompt, 7)), empty()))
                        .get(1))
                .startsWith("X.begin")
                .containsPattern("….*end +1 +7 ")
                .satisfies(line -> assertThat(line.codePoints().count()).isLessThan(160));
    }
}
