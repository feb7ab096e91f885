package dev.tokenbudget.internal.baseline;

import dev.tokenbudget.internal.run.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Appends the samples of another build to a baseline. */
final class AppendedSamples {

    private AppendedSamples() {}

    static TaskBaseline of(TaskBaseline before, TaskBaseline more, Set<Metric> kept) {
        if (!before.isKeptByBuild()) {
            throw new IllegalStateException("It is not known which build made which sample of this baseline.");
        }
        TreeSet<String> responseModels = new TreeSet<>(before.responseModels());
        responseModels.addAll(more.responseModels());
        List<BaselineBuild> builds = new ArrayList<>(before.builds());
        builds.addAll(more.builds());
        return new TaskBaseline(
                before.models(),
                List.copyOf(responseModels),
                before.attempted() + more.attempted(),
                before.succeeded() + more.succeeded(),
                metrics(before, more, kept),
                before.composition().flatMap(spent -> more.composition().map(spent::followedBy)),
                builds,
                more.acceptances(),
                before.estimates(),
                sum(before.tokensOfFailedRuns(), more.tokensOfFailedRuns()),
                before.waste());
    }

    private static OptionalLong sum(OptionalLong before, OptionalLong more) {
        return before.isPresent() && more.isPresent()
                ? OptionalLong.of(before.getAsLong() + more.getAsLong())
                : OptionalLong.empty();
    }

    private static Map<Metric, MetricBaseline> metrics(TaskBaseline before, TaskBaseline more, Set<Metric> kept) {
        Map<Metric, MetricBaseline> metrics = new TreeMap<>();
        Set<Metric> all = new TreeSet<>(kept);
        Stream.of(before, more)
                .flatMap(baseline -> baseline.metrics().keySet().stream())
                .filter(metric -> !metric.isStandard())
                .forEach(all::add);
        for (Metric metric : all) {
            double[] samples = more.metric(metric).map(MetricBaseline::samples).orElseGet(() -> new double[0]);
            Optional<MetricBaseline> known = before.metric(metric);
            if (known.isPresent()) {
                metrics.put(metric, known.get().followedBy(samples));
            } else if (samples.length > 0) {
                metrics.put(metric, knownFromNowOn(before.builds().size(), samples));
            }
        }
        return metrics;
    }

    private static MetricBaseline knownFromNowOn(int earlierBuilds, double[] samples) {
        List<Integer> samplesOfBuilds = new ArrayList<>(Collections.nCopies(earlierBuilds, 0));
        samplesOfBuilds.add(samples.length);
        return MetricBaseline.of(samples, samplesOfBuilds);
    }
}
