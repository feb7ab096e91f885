package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.ReplayedRun;
import dev.tokenbudget.internal.run.ReplayedRun.Departure;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageBasis;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What runs used at least that asked for something that only a live run can know: what is known of their calls, as little as
 * their estimates allow.
 *
 * @param runs the first run that each recorded run answered
 * @param recorded the recorded runs that answered some of them
 */
record LowerBound(List<Run> runs, Function<List<Run>, List<Run>> recorded) {

    /** Return from what the recorded runs used to what those that replay them used at least; nothing where none was recorded. */
    Optional<Movement> ofTotal() {
        List<Run> answered = runs.stream()
                .filter(run -> !recorded.apply(List.of(run)).isEmpty())
                .toList();
        return answered.isEmpty()
                ? Optional.empty()
                : Optional.of(new Movement(
                        Metric.TOTAL,
                        Statistic.MEAN,
                        recorded.apply(answered).stream()
                                .mapToDouble(run -> Metric.TOTAL.of(run).orElse(0))
                                .average()
                                .orElse(0),
                        answered.stream()
                                .mapToDouble(LowerBound::known)
                                .average()
                                .orElse(0),
                        Movement.RECORDING));
    }

    private static double known(Run run) {
        List<Departure> departures = run.replayed().map(ReplayedRun::departures).orElse(List.of());
        Set<Integer> withoutOutput = departures.stream()
                .filter(departure -> departure.kind() == ReplayedRun.Kind.PARAMETER)
                .map(Departure::call)
                .collect(Collectors.toSet());
        double known = departures.stream()
                .filter(departure -> departure.kind() == ReplayedRun.Kind.LEFT)
                .mapToDouble(Departure::tokens)
                .sum();
        for (int i = 0; i < run.calls().size(); i++) {
            known += known(run.calls().get(i), !withoutOutput.contains(i + 1));
        }
        return known;
    }

    /** The prompt of a call that no recording answers is counted as what the run asked for. */
    private static double known(ModelCall call, boolean answerIsKnown) {
        if (call.basis() == UsageBasis.NEEDS_LIVE || !call.isBilled()) {
            return 0;
        }
        double input = Math.max(0, call.usage().input().orElse(0) - call.inputError());
        return input + (answerIsKnown ? call.usage().output().orElse(0) : 0);
    }
}
