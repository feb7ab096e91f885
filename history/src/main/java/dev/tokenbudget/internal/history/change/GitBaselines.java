package dev.tokenbudget.internal.history.change;

import dev.tokenbudget.internal.baseline.Acceptance;
import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.history.TaskName;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.text.Figures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions of the baseline files on the branch that is checked out, as {@code git log} knows them. */
final class GitBaselines {

    private static final Pattern COMMIT = Pattern.compile("([0-9a-f]{40,64}) (\\d{1,12})");
    private static final Pattern FILE = Pattern.compile("100\\d{3} blob ([0-9a-f]{40,64})\t([^/\"]+\\.json)");

    private final String module;
    private final Git git;
    private final List<Version> versions;
    private final Map<String, SortedMap<TaskId, TaskBaseline>> byBlob = new HashMap<>();
    private int unreadable;

    private record Version(String commit, Instant at) {
        LocalDate date() {
            return LocalDate.ofInstant(at, ZoneOffset.UTC);
        }
    }

    private GitBaselines(String module, Git git, List<Version> versions) {
        this.module = module;
        this.git = git;
        this.versions = versions;
    }

    /** Return the versions, or nothing where Git knows none. */
    static Optional<GitBaselines> of(String module, Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        Git git = new Git(folder);
        return git.says("log", "--first-parent", "--reverse", "--format=%H %ct", "--", ".")
                .map(log -> new GitBaselines(
                        module,
                        git,
                        log.lines()
                                .map(COMMIT::matcher)
                                .filter(Matcher::matches)
                                .map(line -> new Version(
                                        line.group(1), Instant.ofEpochSecond(Long.parseLong(line.group(2)))))
                                .toList()))
                .filter(known -> !known.versions.isEmpty());
    }

    Creep creep(LocalDate from, Baseline present, LocalDate today) {
        Map<TaskId, Double> means = new TreeMap<>();
        List<AcceptedStep> steps = new ArrayList<>();
        int first = firstSince(from);
        for (int i = Math.max(0, first - 1); i < versions.size(); i++) {
            Version version = versions.get(i);
            baseline(version.commit)
                    .forEach(
                            (task, baseline) -> step(task, baseline, means, version.date(), Optional.of(version.commit))
                                    .filter(step -> !step.date().isBefore(from))
                                    .ifPresent(steps::add));
        }
        present.tasks()
                .forEach((task, baseline) ->
                        step(task, baseline, means, today, Optional.empty()).ifPresent(steps::add));
        List<String> known = present.tasks().keySet().stream().map(this::name).toList();
        steps.removeIf(step -> !known.contains(step.task()));
        return Creep.of(from, steps, "from the baseline files, with git log", remarks());
    }

    private Optional<AcceptedStep> step(
            TaskId task, TaskBaseline baseline, Map<TaskId, Double> means, LocalDate date, Optional<String> commit) {
        OptionalDouble mean = AcceptedSteps.mean(baseline);
        if (mean.isEmpty()) {
            return Optional.empty();
        }
        double after = mean.getAsDouble();
        Double before = means.put(task, after);
        return before == null || before == after
                ? Optional.empty()
                : Optional.of(new AcceptedStep(name(task), date, commit, reason(baseline), before, after));
    }

    private String name(TaskId task) {
        return TaskName.of(task.in(module));
    }

    private static String reason(TaskBaseline baseline) {
        List<Acceptance> acceptances = baseline.acceptances();
        return acceptances.isEmpty()
                ? ""
                : acceptances.get(acceptances.size() - 1).reason();
    }

    private int firstSince(LocalDate from) {
        int first = 0;
        while (first < versions.size() && versions.get(first).date().isBefore(from)) {
            first++;
        }
        return first;
    }

    private SortedMap<TaskId, TaskBaseline> baseline(String commit) {
        SortedMap<TaskId, TaskBaseline> tasks = new TreeMap<>();
        git.says("ls-tree", commit, "./")
                .orElse("")
                .lines()
                .map(FILE::matcher)
                .filter(Matcher::matches)
                .forEach(file ->
                        tasks.putAll(byBlob.computeIfAbsent(file.group(1), blob -> read(blob, file.group(2)))));
        return tasks;
    }

    private SortedMap<TaskId, TaskBaseline> read(String blob, String name) {
        try {
            Path folder = Files.createTempDirectory("tokenbudget-baseline");
            Path file = folder.resolve(name);
            try {
                Files.writeString(file, git.says("cat-file", "blob", blob).orElse(""));
                return new BaselineFolder(folder).read().tasks();
            } catch (MalformedFileException e) {
                unreadable++;
                return new TreeMap<>();
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (git.says("rev-parse", "--is-shallow-repository")
                .filter(answer -> answer.strip().equals("true"))
                .isPresent()) {
            remarks.add("The clone is shallow, so that earlier steps are not known. Fetch the whole history: git fetch"
                    + " --unshallow (GitHub Actions: fetch-depth: 0).");
        }
        if (unreadable > 0) {
            remarks.add(Figures.count(unreadable, "version", "versions")
                    + " of baseline files could not be read; steps in them count with the next one that can.");
        }
        return remarks;
    }
}
