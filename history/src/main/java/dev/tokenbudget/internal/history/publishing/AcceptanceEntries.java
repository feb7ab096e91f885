package dev.tokenbudget.internal.history.publishing;

import dev.tokenbudget.internal.baseline.Acceptance;
import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.ReplacedBaseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.history.AcceptanceEntry;
import dev.tokenbudget.internal.history.TaskName;
import dev.tokenbudget.internal.run.Metric;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The steps that baselines say somebody accepted. */
final class AcceptanceEntries {

    private AcceptanceEntries() {}

    /** Return all steps in {@code baseline}, whose tasks are those of {@code module}. */
    static List<AcceptanceEntry> of(Baseline baseline, String module) {
        List<AcceptanceEntry> entries = new ArrayList<>();
        baseline.tasks().forEach((task, accepted) -> entries.addAll(of(TaskName.of(task.in(module)), accepted)));
        return entries;
    }

    private static List<AcceptanceEntry> of(String task, TaskBaseline baseline) {
        List<Acceptance> steps = baseline.acceptances();
        List<AcceptanceEntry> entries = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Acceptance step = steps.get(i);
            OptionalDouble before = mean(step.replaced());
            OptionalDouble after = i + 1 < steps.size() ? mean(steps.get(i + 1).replaced()) : mean(baseline);
            LocalDate date = LocalDate.ofInstant(step.date(), ZoneOffset.UTC);
            String id = new ContentId()
                    .with(task)
                    .with(date)
                    .with(step.reason())
                    .with(step.commit())
                    .with(before)
                    .hash();
            entries.add(new AcceptanceEntry(id, task, date, step.reason(), step.commit(), before, after));
        }
        return entries;
    }

    private static OptionalDouble mean(Optional<ReplacedBaseline> replaced) {
        return replaced.map(former -> OptionalDouble.of(former.mean())).orElse(OptionalDouble.empty());
    }

    private static OptionalDouble mean(TaskBaseline baseline) {
        return baseline.metric(Metric.TOTAL)
                .map(total -> OptionalDouble.of(total.summary().mean()))
                .orElse(OptionalDouble.empty());
    }
}
