package dev.tokenbudget.internal.baseline;

import dev.tokenbudget.internal.run.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Puts the session of one baseline behind those of another. */
final class FurtherSession {

    private FurtherSession() {}

    static TaskBaseline of(TaskBaseline before, TaskBaseline more, Set<Metric> kept) {
        if (!before.isKeptBySession()) {
            throw new IllegalStateException("It is not known which build made which sample of this baseline.");
        }
        TreeSet<String> responseModels = new TreeSet<>(before.responseModels());
        responseModels.addAll(more.responseModels());
        List<Session> sessions = new ArrayList<>(before.sessions());
        sessions.addAll(more.sessions());
        return new TaskBaseline(
                before.models(),
                List.copyOf(responseModels),
                before.attempted() + more.attempted(),
                before.succeeded() + more.succeeded(),
                metrics(before, more, kept),
                before.composition().flatMap(spent -> more.composition().map(spent::followedBy)),
                sessions,
                more.acceptances());
    }

    private static Map<Metric, MetricBaseline> metrics(TaskBaseline before, TaskBaseline more, Set<Metric> kept) {
        Map<Metric, MetricBaseline> metrics = new EnumMap<>(Metric.class);
        for (Metric metric : kept) {
            double[] samples = more.metric(metric).map(MetricBaseline::samples).orElseGet(() -> new double[0]);
            Optional<MetricBaseline> known = before.metric(metric);
            if (known.isPresent()) {
                metrics.put(metric, known.get().followedBy(samples));
            } else if (samples.length > 0) {
                metrics.put(metric, knownFromNowOn(before.sessions().size(), samples));
            }
        }
        return metrics;
    }

    private static MetricBaseline knownFromNowOn(int earlierSessions, double[] samples) {
        List<Integer> samplesOfSessions = new ArrayList<>(Collections.nCopies(earlierSessions, 0));
        samplesOfSessions.add(samples.length);
        return MetricBaseline.of(samples, samplesOfSessions);
    }
}
