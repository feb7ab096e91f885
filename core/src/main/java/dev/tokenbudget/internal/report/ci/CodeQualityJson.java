package dev.tokenbudget.internal.report.ci;

import dev.tokenbudget.internal.json.JsonFile;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.text.ForeignText;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.Severity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Failures and warnings, in the subset of Code Climate's format that GitLab reads as a code quality report.
 *
 * <p>A finding's fingerprint is that of its task and verdict, not of its numbers: GitLab uses it to
 * distinguish new findings from those of the target branch.
 */
final class CodeQualityJson {

    private CodeQualityJson() {}

    static String of(Comparison comparison, SourceTree sources) {
        Place pom = sources.pomOf(new TaskId("-", "-"));
        Stream<Issue> ofTasks = comparison.tasks().stream()
                .filter(task -> task.severity() != Severity.PASSES)
                .map(task -> issue(task, comparison.module(), sources));
        Stream<Issue> ofNoTask = comparison.problems().stream()
                .map(problem -> new Issue(
                        ForeignText.line(problem.sentence()),
                        "tokenbudget.SUITE",
                        fingerprint(problem.sentence().replaceAll("\\d[\\d.,]*", "")),
                        severity(problem.severity()),
                        Location.of(pom)));
        return JsonFile.pretty(Stream.concat(ofNoTask, ofTasks).toList());
    }

    private static Issue issue(JudgedTask task, String module, SourceTree sources) {
        TaskId id = task.comparison().task();
        String verdict = task.verdict().kind().name();
        return new Issue(
                ForeignText.line(Stream.concat(Stream.of(task.statement()), task.reasons().stream())
                        .collect(Collectors.joining(" "))),
                "tokenbudget." + verdict,
                fingerprint((module.isEmpty() ? "" : module + ": ") + id + " " + verdict),
                severity(task.severity()),
                Location.of(sources.methodOf(id).orElseGet(() -> sources.pomOf(id))));
    }

    private static String severity(Severity severity) {
        return severity == Severity.FAILS ? "major" : "minor";
    }

    private static String fingerprint(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    private record Issue(
            String description, String check_name, String fingerprint, String severity, Location location) {}

    private record Location(String path, Lines lines) {
        static Location of(Place place) {
            return new Location(place.path(), new Lines(place.line()));
        }
    }

    private record Lines(int begin) {}
}
