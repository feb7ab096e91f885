package dev.tokenbudget.internal.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is asked of runs again and again, and is too little to forget.
 *
 * @param runs how many there are
 * @param samples how many of them are samples
 * @param aborted how many an unmet assumption ended
 * @param started when the first began
 * @param terms what the latest was to keep to
 * @param variant which variant the first of them was that knows it
 * @param graded whether a judge was asked in any
 * @param billedCalls how many calls the providers accepted
 * @param knownTokens the tokens of the runs of which they are known
 */
record RunsOutline(
        int runs,
        int samples,
        int aborted,
        Instant started,
        Run.Terms terms,
        Optional<TaskVariant> variant,
        boolean graded,
        long billedCalls,
        double knownTokens) {

    static RunsOutline of(List<Run> runs) {
        return new RunsOutline(
                runs.size(),
                count(runs, Run::isSample),
                count(runs, run -> run.outcome() == Outcome.ABORTED),
                runs.get(0).started(),
                runs.get(runs.size() - 1).terms(),
                runs.stream().flatMap(run -> run.variant().stream()).findFirst(),
                runs.stream().anyMatch(run -> !run.judge().isEmpty()),
                runs.stream().mapToLong(run -> run.billedCalls().size()).sum(),
                runs.stream().mapToDouble(run -> Metric.TOTAL.of(run).orElse(0)).sum());
    }

    private static int count(List<Run> runs, Predicate<Run> which) {
        return (int) runs.stream().filter(which).count();
    }
}
