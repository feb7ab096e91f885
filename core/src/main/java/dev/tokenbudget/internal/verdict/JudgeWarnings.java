package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.Stop;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is worth knowing of grading by a model: limits that were reached, and what its cost lacks. None of it judges an agent. */
final class JudgeWarnings {

    private static final String REMEDY = "Grade with fewer or shorter calls or a cheaper model, or raise the limit.";

    private JudgeWarnings() {}

    /** Return the warnings, whole sentences. */
    static List<String> of(Measurement measurement) {
        List<String> warnings = new ArrayList<>();
        measurement.tasks().values().stream().filter(TaskRuns::areGraded).forEach(runs -> {
            breach(runs).ifPresent(warnings::add);
            unfinished(runs).ifPresent(warnings::add);
        });
        long late = count(measurement, LooseCall.Reason.LATE) + count(measurement, LooseCall.Reason.LATE_FOR_NO_SAMPLE);
        if (late > 0) {
            warnings.add(Figures.count(late, "call", "calls")
                    + " of judges ended after their run was over: they are in the price of the build's tests, and in that of"
                    + " no task. Let each test wait until its judge is done.");
        }
        long unattributed = count(measurement, LooseCall.Reason.UNATTRIBUTED);
        if (unattributed > 0) {
            warnings.add(
                    Figures.count(unattributed, "call", "calls")
                            + " of judges could be charged to no run, because several were under way: they are in the price of the"
                            + " build's tests, and in that of no task. Give each run's judge the URLs of its own gateway.judge().");
        }
        long outside = count(measurement, LooseCall.Reason.OUTSIDE);
        if (outside > 0) {
            warnings.add(Figures.count(outside, "call", "calls")
                    + " of judges were made while no run was under way: they are in the price of the build's tests, and in"
                    + " that of no task.");
        }
        return warnings;
    }

    private static Optional<String> breach(TaskRuns runs) {
        List<Run> beyond = runs.runs().stream()
                .filter(run -> run.judge().breach(run.number()).isPresent())
                .toList();
        return beyond.stream()
                .findFirst()
                .map(first -> runs.task().shortName() + ": the judge "
                        + first.judge().breach(first.number()).orElseThrow()
                        + (beyond.size() > 1
                                ? ", and so it is in " + Figures.count(beyond.size() - 1, "more run", "more runs")
                                : "")
                        + ". " + first.judge().stopped().map(Stop::remedy).orElse(REMEDY));
    }

    private static Optional<String> unfinished(TaskRuns runs) {
        int open = runs.runs().stream()
                .mapToInt(run -> run.judge().unfinishedCalls())
                .sum();
        return open == 0
                ? Optional.empty()
                : Optional.of(Sentence.of(runs.task().shortName() + ": "
                        + Figures.count(open, "call of its judge was", "calls of its judge were")
                        + " still under way when a run ended, and what they cost is not known. Let the test wait until its"
                        + " judge is done, or raise tokenbudget.graceSeconds"));
    }

    private static long count(Measurement measurement, LooseCall.Reason reason) {
        return measurement.looseCallsOfJudges().stream()
                .filter(loose -> loose.reason() == reason)
                .count();
    }
}
