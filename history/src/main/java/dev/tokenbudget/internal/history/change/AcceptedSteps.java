package dev.tokenbudget.internal.history.change;

import dev.tokenbudget.internal.baseline.Acceptance;
import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.ReplacedBaseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.history.AcceptanceEntry;
import dev.tokenbudget.internal.history.TaskName;
import dev.tokenbudget.internal.run.Metric;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Where accepted steps are known from: a history, the versions of the baseline files in Git, or what these files say themselves. */
public final class AcceptedSteps {

    private AcceptedSteps() {}

    /**
     * Return what {@code acceptances} add up to.
     *
     * @param acceptances those since {@code from} that a history holds, by time
     */
    public static Creep inHistory(LocalDate from, List<AcceptanceEntry> acceptances) {
        Map<String, List<AcceptanceEntry>> byTask = new LinkedHashMap<>();
        acceptances.forEach(acceptance -> byTask.computeIfAbsent(acceptance.task(), task -> new ArrayList<>())
                .add(acceptance));
        List<AcceptedStep> steps = new ArrayList<>();
        byTask.values().forEach(ofTask -> {
            for (int i = 0; i < ofTask.size(); i++) {
                AcceptanceEntry entry = ofTask.get(i);
                OptionalDouble later = i + 1 < ofTask.size() ? ofTask.get(i + 1).before() : OptionalDouble.empty();
                OptionalDouble after = entry.after().isPresent() ? entry.after() : later;
                if (entry.before().isPresent() && after.isPresent()) {
                    steps.add(new AcceptedStep(
                            entry.task(),
                            entry.date(),
                            entry.commit(),
                            entry.reason(),
                            entry.before().getAsDouble(),
                            after.getAsDouble()));
                }
            }
        });
        return Creep.of(from, steps, "from the history", List.of());
    }

    /**
     * Return what the steps in {@code folder} add up to: by the versions of its files in Git, also where somebody deleted a baseline
     * and accepted it anew; where Git knows none of them, by what the files say of the steps before.
     *
     * @param module the name of the module that the baselines are of; empty for the only one
     * @param folder the folder of the baselines
     * @param present what its files hold now
     * @param today the day of what is not committed yet
     */
    public static Creep inBaselines(LocalDate from, String module, Path folder, Baseline present, LocalDate today) {
        return GitBaselines.of(module, folder)
                .map(versions -> versions.creep(from, present, today))
                .orElseGet(() -> Creep.of(
                        from,
                        inFiles(from, module, present),
                        "from the acceptances in the baseline files",
                        List.of(
                                "Git knows no version of these files, so that steps of baselines that were deleted and accepted"
                                        + " anew are not known.")));
    }

    private static List<AcceptedStep> inFiles(LocalDate from, String module, Baseline baseline) {
        List<AcceptedStep> steps = new ArrayList<>();
        baseline.tasks()
                .forEach((task, accepted) -> steps.addAll(inFiles(from, TaskName.of(task.in(module)), accepted)));
        return steps;
    }

    private static List<AcceptedStep> inFiles(LocalDate from, String task, TaskBaseline baseline) {
        List<AcceptedStep> steps = new ArrayList<>();
        OptionalDouble after = mean(baseline);
        List<Acceptance> acceptances = baseline.acceptances();
        for (int i = acceptances.size() - 1; i >= 0; i--) {
            Acceptance acceptance = acceptances.get(i);
            LocalDate date = LocalDate.ofInstant(acceptance.date(), ZoneOffset.UTC);
            Optional<ReplacedBaseline> replaced = acceptance.replaced();
            if (replaced.isPresent() && after.isPresent()) {
                double before = replaced.get().mean();
                if (!date.isBefore(from)) {
                    steps.add(
                            0,
                            new AcceptedStep(
                                    task, date, acceptance.commit(), acceptance.reason(), before, after.getAsDouble()));
                }
                after = OptionalDouble.of(before);
            }
        }
        return steps;
    }

    /** Return mean tokens of a run; nothing where they are an estimate. */
    static OptionalDouble mean(TaskBaseline baseline) {
        return baseline.estimated().isPresent()
                ? OptionalDouble.empty()
                : baseline.metric(Metric.TOTAL)
                        .map(total -> OptionalDouble.of(total.summary().mean()))
                        .orElse(OptionalDouble.empty());
    }
}
