package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.settings.Mode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Where a task stands by a target.
 *
 * @param current the measured figure, as far as it is known
 * @param unknown why it is not known in some runs; absent where it is in all
 * @param replayed whether the runs were answered from a recording, where not everything can be known
 */
public record TargetFinding(Target target, OptionalDouble current, Optional<UnknownInRuns> unknown, boolean replayed) {

    /** Where a task stands. */
    public enum Status {
        MET,
        MISSED,
        UNKNOWN
    }

    /** Return where {@code task} stands by each target of {@code policy}; nothing where no run of it succeeded. */
    static List<TargetFinding> of(TaskComparison task, Policy policy) {
        return task.after().filter(runs -> runs.sampleCount() > 0).stream()
                .flatMap(runs -> policy.targetsFor(task.task()).stream().map(target -> of(target, task, runs)))
                .toList();
    }

    private static TargetFinding of(Target target, TaskComparison task, TaskRuns runs) {
        OptionalDouble current = task.after(target.metric()).stream()
                .mapToDouble(target.statistic()::of)
                .findFirst();
        return new TargetFinding(
                target,
                current,
                UnknownInRuns.of(target.metric(), runs),
                task.replay().isPresent());
    }

    /** Return where the task stands; what is known of some runs alone meets nothing, but may miss it. */
    public Status status() {
        boolean missed = current.isPresent() && !target.isMetBy(current.getAsDouble());
        return missed ? Status.MISSED : unknown.isPresent() ? Status.UNKNOWN : Status.MET;
    }

    /** Return what follows; nothing where the target is met, or is for the next live run to tell. */
    Optional<Verdict> verdict() {
        Optional<Verdict> verdict = switch (status()) {
            case MET -> Optional.empty();
            case MISSED -> Optional.of(Verdict.offTarget(this));
            case UNKNOWN -> unknown.filter(known -> !replayed).map(UnknownInRuns::verdict);
        };
        return target.mode() == Mode.REPORT ? verdict.map(Verdict::asReport) : verdict;
    }

    /** Return the verdict, which is OK where nothing follows. */
    public Verdict verdictOrOk() {
        return verdict().orElseGet(() -> Verdict.ok(""));
    }

    /** Return what a replay cannot tell of the target, as a sentence; nothing where it can. */
    Optional<String> remark() {
        return unknown.filter(known -> replayed && status() == Status.UNKNOWN)
                .map(known -> "No verdict on the target of " + target.metric().key() + ": "
                        + known.reason().because() + ".");
    }

    /** Return the figure that is meant, such as "mean of cacheHitRate". */
    public String figure() {
        return target.statistic().key() + " of " + target.metric().key();
    }

    /** Return the measured figure in words; "-" where no run knows it. */
    public String currentInWords() {
        return current.isPresent() ? figure(current.getAsDouble()) : "-";
    }

    /** Return what is asked for in words, such as "at least 0.6". */
    public String targetInWords() {
        return target.inWords(current.orElse(Double.NaN));
    }

    /** Return what was measured and what is asked for, as the rest of a sentence whose subject is the task. */
    String because() {
        return target.metric().used(figure(current.orElseThrow())) + " "
                + target.statistic().inWords(target.metric()) + ", but " + targetInWords() + " is asked for";
    }

    private String figure(double value) {
        double nearest = Stream.of(target.minimum(), target.maximum())
                .flatMap(Optional::stream)
                .mapToDouble(BigDecimal::doubleValue)
                .boxed()
                .min((one, other) -> Double.compare(Math.abs(one - value), Math.abs(other - value)))
                .orElse(value);
        return target.metric().figure(value, nearest);
    }
}
