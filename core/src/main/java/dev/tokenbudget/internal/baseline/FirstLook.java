package dev.tokenbudget.internal.baseline;

import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Which accepted runs were made whatever those before them had used. */
final class FirstLook {

    private FirstLook() {}

    /**
     * Return how many samples of {@code build} its first look had; nothing where that is all, or there was no baseline to which
     * the runs could be compared when it was decided whether more were made.
     */
    static OptionalInt of(TaskRuns runs, BuildId build, Optional<TaskBaseline> before) {
        return before.flatMap(baseline -> baseline.build(build))
                .map(BaselineBuild::firstLook) // accepted again
                .orElseGet(() -> before.isEmpty() ? OptionalInt.empty() : of(runs));
    }

    private static OptionalInt of(TaskRuns runs) {
        return runs.terms().looks().stream()
                .filter(looks -> looks.first() < runs.runs().size())
                .mapToInt(looks -> (int) runs.runs().stream()
                        .limit(looks.first())
                        .filter(Run::isSample)
                        .count())
                .findFirst();
    }

    /** Return the metrics of {@code baseline} by the runs of first looks alone. */
    static Map<Metric, MetricBaseline> of(TaskBaseline baseline) {
        boolean allOfIt =
                baseline.builds().stream().allMatch(build -> build.firstLook().isEmpty());
        if (allOfIt || !baseline.isKeptByBuild()) {
            return baseline.metrics();
        }
        List<Integer> sizes = baseline.metric(Metric.TOTAL)
                .map(MetricBaseline::samplesOfBuilds)
                .orElse(List.of());
        Map<Metric, MetricBaseline> first = new TreeMap<>(baseline.metrics());
        // of a metric that some samples do not tell it is not known which do
        first.replaceAll(
                (metric, known) -> known.samplesOfBuilds().equals(sizes) ? known.firstOf(baseline.builds()) : known);
        return first;
    }
}
