package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.ReplayedRun;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageBasis;
import dev.tokenbudget.usage.UsageSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The verdicts on replayed tasks of which a recording does not know all. */
final class UnknownToReplay {

    private static final int MOST_TOLD = 3;

    private UnknownToReplay() {}

    /** Return the verdict on {@code task}, or nothing where it was not replayed, or all of it is known. */
    static Optional<Verdict> verdictOn(TaskComparison task, Policy policy) {
        return task.replay()
                .flatMap(replay -> task.after()
                        .filter(runs -> !runs.wereStopped())
                        .flatMap(runs -> verdictOn(task, runs, replay, policy)));
    }

    private static Optional<Verdict> verdictOn(TaskComparison task, TaskRuns runs, Replay replay, Policy policy) {
        String unseen = observedOnly(runs);
        if (!unseen.isEmpty()) {
            return Optional.of(Verdict.needsLive(
                    "makes calls that do not pass the gateway (" + unseen + "), and only those that do can be replayed",
                    Remedy.MEASURE_LIVE));
        }
        if (replay.origin().isEmpty()) {
            return Optional.of(
                    Verdict.needsLive("has no recording, so that no replay can tell what it uses", Remedy.RECORD));
        }
        if (task.before().isEmpty()) {
            return Optional.of(Verdict.needsLive(
                    "was answered by recorded runs that its recording does not hold any more", Remedy.RECORD));
        }
        return replay.departures().isEmpty() ? Optional.empty() : Optional.of(departed(task, replay, policy));
    }

    /** Return who observed calls that were not answered from the recording; empty where there are none. */
    private static String observedOnly(TaskRuns runs) {
        return runs.runs().stream()
                .flatMap(run -> run.billedCalls().stream())
                .filter(call -> call.basis() == UsageBasis.REPORTED)
                .map(ModelCall::source)
                .filter(source -> source != UsageSource.GATEWAY)
                .map(source -> source.name().toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static Verdict departed(TaskComparison task, Replay replay, Policy policy) {
        Rule rule = Rule.forAll(policy.metric());
        Tolerance tolerance = policy.rulesFor(task.task()).stream()
                .filter(Rule::judgesMeanOfTotal)
                .findFirst()
                .map(judging -> FigureComparison.tolerance(task, judging, policy.tolerance()))
                .orElseGet(() -> FigureComparison.tolerance(task, rule, policy.tolerance()));
        String unknown = "only a live run knows the rest: " + inWords(replay.departures());
        Optional<Movement> beyond =
                replay.atLeast().filter(known -> tolerance.isExceeded(known.before(), known.after()));
        return beyond.map(known -> Verdict.driftedAtLeast(known, tolerance, unknown))
                .orElseGet(() -> Verdict.needsLive(
                        replay.atLeast()
                                .map(known -> known.atLeastInWords(tolerance) + "; " + unknown)
                                .orElse("left its recording: " + inWords(replay.departures())),
                        Remedy.RECORD_AGAIN));
    }

    /** Return what was asked for; what several runs asked for is told once. */
    private static String inWords(List<Departed> departures) {
        Map<String, List<Departed>> byReason = new LinkedHashMap<>();
        departures.forEach(departed -> byReason.merge(
                departed.departure().because(),
                List.of(departed),
                (one, other) -> Stream.concat(one.stream(), other.stream()).toList()));
        String told = byReason.values().stream()
                .limit(MOST_TOLD)
                .map(UnknownToReplay::inWordsOfOne)
                .collect(Collectors.joining("; "));
        int more = byReason.size() - MOST_TOLD;
        return more > 0 ? told + "; and " + Figures.count(more, "more call", "more calls") : told;
    }

    private static String inWordsOfOne(List<Departed> same) {
        ReplayedRun.Departure first = same.get(0).departure();
        String prompt = first.kind() == ReplayedRun.Kind.LEFT && first.tokens() > 0
                ? " (its prompt: about " + Figures.count(first.tokens()) + " tokens)"
                : "";
        int more = same.size() - 1;
        return "in run " + same.get(0).run() + ", " + first.because() + prompt
                + (more == 0 ? "" : ", and so it is in " + Figures.count(more, "more run", "more runs"));
    }
}
