package dev.tokenbudget.internal.history.line;

import static dev.tokenbudget.internal.history.line.HistoryExample.entries;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.BuildEntry;
import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.RunPart;
import dev.tokenbudget.internal.history.VerdictEntry;
import dev.tokenbudget.internal.history.output.TestRun;
import dev.tokenbudget.internal.history.store.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryLinesTest {

    @TempDir
    Path folder;

    @Test
    void carry_all_of_a_history_to_another_one() {
        String from = url("from");
        add(from, entries("1"));

        HistoryExport.append(from, LocalDate.EPOCH, file());
        List<String> skipped = read(file(), url("to"));

        assertThat(skipped).isEmpty();
        assertThat(all(url("to"))).isEqualTo(all(from)).isEqualTo(List.of(entries("1")));
    }

    @Test
    void are_written_once_however_often_a_history_is_exported() throws IOException {
        add(url("from"), entries("1"));

        assertThat(exported().lines()).isEqualTo(6);
        assertThat(exported().lines()).isZero();
        add(url("from"), entries("2"));
        assertThat(exported().lines()).isEqualTo(6);
        assertThat(Files.readAllLines(file())).hasSize(12);
    }

    @Test
    void of_a_verdict_that_is_another_one_meanwhile_are_written_again_and_the_last_holds() {
        add(url("from"), entries("1"));
        exported();
        VerdictEntry before = entries("1").verdicts().get(0);
        VerdictEntry after = new VerdictEntry(
                before.build(),
                before.task(),
                "OVER_BUDGET",
                true,
                before.baselineMean(),
                before.mean(),
                "It is over.");
        add(url("from"), new Entries(List.of(), List.of(), List.of(after), List.of(), List.of()));

        assertThat(exported()).isEqualTo(new HistoryExport.Written(1, 0));
        assertThat(exported().lines()).isZero();

        read(file(), url("to"));
        assertThat(all(url("to")).get(0).verdicts()).containsExactly(after);
    }

    @Test
    void of_a_run_that_grows_stay_as_they_are_and_that_is_told() {
        TestRun part = TestRun.of("trace-1").call();
        add(url("from"), List.of(new RunPart(part.entry(), List.of("a"), Set.of())));
        exported();
        add(url("from"), List.of(new RunPart(part.entry(), List.of("b"), Set.of())));

        assertThat(exported()).isEqualTo(new HistoryExport.Written(0, 1));
    }

    private HistoryExport.Written exported() {
        return HistoryExport.append(url("from"), LocalDate.EPOCH, file());
    }

    private static void add(String url, List<RunPart> parts) {
        try (History history = History.open(url)) {
            history.addParts(parts);
        }
    }

    @Test
    void count_once_however_often_they_are_read() {
        add(url("from"), entries("1"));
        HistoryExport.append(url("from"), LocalDate.EPOCH, file());

        read(file(), url("to"));
        read(file(), url("to"));

        assertThat(all(url("to"))).isEqualTo(List.of(entries("1")));
    }

    @Test
    void since_a_day_are_those_of_later_builds_alone() {
        add(url("from"), entries("1"));

        assertThat(HistoryExport.append(url("from"), LocalDate.of(2026, 12, 1), file())
                        .lines())
                .isZero();
    }

    @Test
    void that_a_killed_process_left_torn_are_named_and_spoil_no_other() throws IOException {
        add(url("from"), entries("1"));
        HistoryExport.append(url("from"), LocalDate.EPOCH, file());
        Files.writeString(file(), "{\"tokenbudgetHistory\":1,\"run\":{\"id\":\"ru", StandardOpenOption.APPEND);
        add(url("from"), entries("2"));
        HistoryExport.append(url("from"), LocalDate.EPOCH, file());

        List<String> skipped = read(file(), url("to"));

        assertThat(skipped)
                .containsExactly(
                        "Line 7 of " + file() + " is torn or no line of a history: skipped; all others count.");
        assertThat(all(url("to"))).isEqualTo(all(url("from")));
    }

    @Test
    void of_a_newer_version_are_named_with_the_cure() throws IOException {
        Files.writeString(
                file(),
                "{\"tokenbudgetHistory\":2,\"build\":{\"id\":\"b\",\"project\":\"p\","
                        + "\"at\":\"2026-11-30T09:00:00Z\"}}\n");

        assertThat(read(file(), url("to")))
                .singleElement()
                .asString()
                .endsWith("but this TokenBudget reads 1: skipped. Use the TokenBudget that wrote it.");
    }

    @Test
    void hold_no_more_than_names_and_numbers() throws IOException {
        add(url("from"), entries("1"));

        HistoryExport.append(url("from"), LocalDate.EPOCH, file());

        assertThat(Files.readAllLines(file())).allMatch(HistoryLines::isOne);
        assertThat(Files.readString(file())).contains("\"costUsd\":0.00125").doesNotContain("null");
    }

    @Test
    void of_two_branches_are_put_together_by_git() throws IOException, InterruptedException {
        Path origin = folder.resolve("origin");
        git(folder, "init", "-q", "--bare", "-b", "tokenbudget-history", origin.toString());
        Path first = clone(origin, "first");
        Files.writeString(first.resolve(".gitattributes"), "*.jsonl merge=union\n");
        Files.writeString(first.resolve("history.jsonl"), "");
        commit(first);
        git(first, "push", "-q", "origin", "HEAD:tokenbudget-history");
        Path second = clone(origin, "second");
        publish("1", first);
        publish("2", second);
        git(first, "push", "-q", "origin", "HEAD:tokenbudget-history");

        git(second, "pull", "-q", "--no-rebase", "--no-edit", "origin", "tokenbudget-history");
        git(second, "push", "-q", "origin", "HEAD:tokenbudget-history");

        assertThat(read(clone(origin, "third").resolve("history.jsonl"), url("to")))
                .isEmpty();
        assertThat(all(url("to")).get(0).builds()).extracting(BuildEntry::id).containsExactly("b-1", "b-2");
    }

    private void publish(String number, Path clone) throws IOException, InterruptedException {
        add(url("of-" + number), entries(number));
        HistoryExport.append(url("of-" + number), LocalDate.EPOCH, clone.resolve("history.jsonl"));
        commit(clone);
    }

    private Path clone(Path origin, String name) throws IOException, InterruptedException {
        git(folder, "clone", "-q", origin.toString(), name);
        return folder.resolve(name);
    }

    private static void commit(Path clone) throws IOException, InterruptedException {
        git(clone, "add", "-A", "--", ".gitattributes", "history.jsonl");
        git(clone, "commit", "-q", "-m", "Add a build");
    }

    private static void git(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@localhost"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(git.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(git.exitValue()).as(String.join(" ", command)).isZero();
    }

    private String url(String name) {
        return "jdbc:sqlite:" + folder.resolve(name + ".db");
    }

    private Path file() {
        return folder.resolve("history.jsonl");
    }

    private static void add(String url, Entries entries) {
        try (History history = History.open(url)) {
            history.add(entries);
        }
    }

    private static List<String> read(Path file, String url) {
        try (History history = History.open(url)) {
            return HistoryLines.read(file, history::add);
        }
    }

    /** Return all that a history holds, as one. */
    private static List<Entries> all(String url) {
        List<Entries> all = new ArrayList<>();
        try (History history = History.open(url)) {
            history.forEachSince(LocalDate.EPOCH, all::add);
        }
        return List.of(new Entries(
                all.stream().flatMap(some -> some.builds().stream()).toList(),
                all.stream().flatMap(some -> some.runs().stream()).toList(),
                all.stream().flatMap(some -> some.verdicts().stream()).toList(),
                all.stream().flatMap(some -> some.acceptances().stream()).toList(),
                all.stream().flatMap(some -> some.reported().stream()).toList(),
                all.stream().flatMap(some -> some.waste().stream()).toList()));
    }
}
