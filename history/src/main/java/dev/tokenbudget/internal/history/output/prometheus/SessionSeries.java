package dev.tokenbudget.internal.history.output.prometheus;

import dev.tokenbudget.internal.history.RunEntry;
import io.prometheus.metrics.model.snapshots.Labels;

/** What sessions that are counted together have in common. */
record SessionSeries(String task, String environment) {

    static final SessionSeries OTHERS = new SessionSeries(LabelValue.OTHER, LabelValue.OTHER);

    static SessionSeries of(RunEntry run) {
        return new SessionSeries(
                LabelValue.of(run.task()), LabelValue.of(run.labels().value(LabelValue.ENVIRONMENT)));
    }

    Labels labels() {
        return Labels.of("task", task, LabelValue.ENVIRONMENT, environment);
    }
}
