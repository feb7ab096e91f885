package dev.tokenbudget.internal.report.ci;

import dev.tokenbudget.internal.text.ForeignText;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What GitHub Actions shows of a comparison beside the log: annotations on the lines of tests, and the job's summary.
 */
public record GitHubActions(Map<String, String> environment) {

    /** GitHub shows no more of each kind for a step. */
    private static final int MOST = 10;

    /** GitHub drops the summary of a step that is larger than 1 MiB. */
    private static final long MOST_BYTES = 1 << 20;

    private static final String TITLE = "Token budget";

    public GitHubActions {
        environment = Map.copyOf(environment);
    }

    /**
     * Return the workflow commands that annotate failures and warnings; none outside GitHub Actions.
     *
     * @param comparison what is shown
     * @param sources where the tests are
     */
    public List<String> annotations(Comparison comparison, SourceTree sources) {
        if (!"true".equals(environment.get("GITHUB_ACTIONS"))) {
            return List.of();
        }
        List<String> annotations = new ArrayList<>();
        String title = comparison.module().isEmpty() ? TITLE : TITLE + " of " + comparison.module();
        annotations.addAll(annotations(
                "error",
                title,
                comparison.problemsThat(Severity.FAILS).stream(),
                comparison.tasksThat(Severity.FAILS),
                sources));
        annotations.addAll(
                annotations("warning", title, comparison.worthALook().stream(), comparison.tasksToLookAt(), sources));
        return annotations;
    }

    /**
     * Append {@code markdown} to the job's summary, where there is one.
     *
     * @return why it was not appended, as a sentence; nothing where it was, or there is no summary
     */
    public Optional<String> appendToSummary(String markdown) {
        String summary = environment.getOrDefault("GITHUB_STEP_SUMMARY", "");
        if (summary.isBlank()) {
            return Optional.empty();
        }
        Path file = Path.of(summary);
        byte[] bytes = ("\n" + markdown + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            long size = Files.exists(file) ? Files.size(file) : 0;
            if (size + bytes.length > MOST_BYTES) {
                return Optional.of("The report was not added to the job's summary: with it, " + file + " would have "
                        + (size + bytes.length) + " bytes, and GitHub shows none of more than " + MOST_BYTES
                        + ". The report is in the report folder.");
            }
            Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("The report was not added to the job's summary: " + file + " cannot be written (" + e
                    + "). The report is in the report folder.");
        }
    }

    private static List<String> annotations(
            String kind, String title, Stream<String> sentences, List<JudgedTask> tasks, SourceTree sources) {
        String ofNoTask = "::" + kind + " title=" + property(title) + "::";
        List<String> all = Stream.concat(
                        sentences.map(sentence -> ofNoTask + message(sentence)),
                        tasks.stream().map(task -> annotation(kind, title, task, sources)))
                .toList();
        if (all.size() <= MOST) {
            return all;
        }
        List<String> shown = new ArrayList<>(all.subList(0, MOST - 1));
        shown.add(ofNoTask + (all.size() - shown.size()) + " more are in the report and in the log.");
        return shown;
    }

    private static String annotation(String kind, String ofModule, JudgedTask task, SourceTree sources) {
        String place = sources.methodOf(task.comparison().task())
                .map(found -> "file=" + property(found.path()) + ",line=" + found.line() + ",")
                .orElse("");
        String title = property(ofModule + ": " + task.verdict().kind());
        String message = task.statement()
                + task.reasons().stream().map(reason -> "\n" + reason).collect(Collectors.joining())
                + (task.remedy().isEmpty() ? "" : "\n" + task.remedy().sentence());
        return "::" + kind + " " + place + "title=" + title + "::" + message(message);
    }

    private static String message(String text) {
        return ForeignText.lines(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return message(text).replace(":", "%3A").replace(",", "%2C");
    }
}
