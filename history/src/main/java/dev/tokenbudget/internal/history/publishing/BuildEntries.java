package dev.tokenbudget.internal.history.publishing;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.history.BuildEntry;
import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.TaskName;
import dev.tokenbudget.internal.history.VerdictEntry;
import dev.tokenbudget.internal.history.WasteEntry;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.Severity;
import dev.tokenbudget.usage.UsageBasis;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a build of a module measured and what its check said, as entries. Runs that were answered from a recording cost nothing, and
 * are no entries.
 *
 * @param entries what is to be added to a history; nothing where the build spent nothing
 * @param replayed how many runs were left out because a recording answered them
 */
public record BuildEntries(Optional<Entries> entries, int replayed) {

    /**
     * Turn a build into entries.
     *
     * @param module what is built
     * @param measurement what was measured, with what it cost
     * @param comparison what the check said of it
     * @param baseline what was accepted before
     */
    public static BuildEntries of(
            PublishedModule module, Measurement measurement, Comparison comparison, Baseline baseline) {
        String build = module.buildId(measurement.build().id());
        RunEntries entries = new RunEntries(module, build, measurement.prices());
        List<Run> made = measurement.tasks().values().stream()
                .flatMap(task -> task.runs().stream())
                .toList();
        List<RunEntry> runs = Stream.concat(
                        made.stream().filter(run -> run.replayed().isEmpty()).map(entries::of),
                        loose(measurement).map(entries::of))
                .toList();
        int replayed =
                (int) made.stream().filter(run -> run.replayed().isPresent()).count();
        if (runs.isEmpty()) {
            return new BuildEntries(Optional.empty(), replayed);
        }
        Instant began = runs.stream()
                .map(RunEntry::started)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        BuildEntry entry =
                new BuildEntry(build, module.project(), measurement.build().commit(), module.branch(), began);
        return new BuildEntries(
                Optional.of(new Entries(
                        List.of(entry),
                        runs,
                        verdicts(build, module, comparison),
                        AcceptanceEntries.of(baseline, module.module()),
                        List.of(),
                        waste(build, module, comparison))),
                replayed);
    }

    private static Stream<LooseCall> loose(Measurement measurement) {
        return Stream.concat(measurement.looseCalls().stream(), measurement.looseCallsOfJudges().stream())
                .filter(loose -> loose.call().isBilled())
                .filter(loose -> loose.call().basis() == UsageBasis.REPORTED);
    }

    private static List<VerdictEntry> verdicts(String build, PublishedModule module, Comparison comparison) {
        return comparison.tasks().stream()
                .filter(task ->
                        task.comparison().after().filter(TaskRuns::areReplayed).isEmpty())
                .map(task -> verdict(build, module, task))
                .toList();
    }

    private static VerdictEntry verdict(String build, PublishedModule module, JudgedTask task) {
        return new VerdictEntry(
                build,
                TaskName.of(task.comparison().task().in(module.module())),
                task.verdict().kind().name(),
                task.severity() == Severity.FAILS,
                mean(task.comparison().before(Metric.TOTAL)),
                mean(task.comparison().after(Metric.TOTAL)),
                task.statement());
    }

    private static List<WasteEntry> waste(String build, PublishedModule module, Comparison comparison) {
        return comparison.opportunities().stream()
                .map(found -> new WasteEntry(
                        build,
                        TaskName.of(found.task().in(module.module())),
                        found.waste().key().kind().name(),
                        found.waste().statement(),
                        found.waste().cure(),
                        found.waste().tokens(),
                        found.waste()
                                .usd()
                                .map(usd -> OptionalDouble.of(usd.doubleValue()))
                                .orElse(OptionalDouble.empty())))
                .toList();
    }

    private static OptionalDouble mean(Optional<SampleSummary> summary) {
        return summary.map(known -> OptionalDouble.of(known.mean())).orElse(OptionalDouble.empty());
    }
}
