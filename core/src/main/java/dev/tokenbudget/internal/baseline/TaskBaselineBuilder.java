package dev.tokenbudget.internal.baseline;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.waste.WasteKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes some of a baseline. */
final class TaskBaselineBuilder {

    private final TaskBaseline start;
    private Map<Metric, MetricBaseline> metrics;
    private List<BaselineBuild> builds;
    private List<Acceptance> acceptances;
    private List<CheckedEstimate> estimates;
    private Optional<List<WasteKey>> waste;

    TaskBaselineBuilder(TaskBaseline start) {
        this.start = start;
        metrics = start.metrics();
        builds = start.builds();
        acceptances = start.acceptances();
        estimates = start.estimates();
        waste = start.waste();
    }

    TaskBaselineBuilder metrics(Map<Metric, MetricBaseline> metrics) {
        this.metrics = metrics;
        return this;
    }

    TaskBaselineBuilder builds(List<BaselineBuild> builds) {
        this.builds = builds;
        return this;
    }

    TaskBaselineBuilder acceptances(List<Acceptance> acceptances) {
        this.acceptances = acceptances;
        return this;
    }

    TaskBaselineBuilder estimates(List<CheckedEstimate> estimates) {
        this.estimates = estimates;
        return this;
    }

    TaskBaselineBuilder waste(Optional<List<WasteKey>> waste) {
        this.waste = waste;
        return this;
    }

    TaskBaseline build() {
        return new TaskBaseline(
                start.models(),
                start.responseModels(),
                start.attempted(),
                start.succeeded(),
                metrics,
                start.composition(),
                builds,
                acceptances,
                estimates,
                start.tokensOfFailedRuns(),
                waste);
    }
}
