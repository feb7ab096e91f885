package dev.tokenbudget.internal.history.output.prometheus;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.usage.ModelCall.Role;
import io.prometheus.metrics.model.snapshots.Labels;

/**
 * What calls that are counted together have in common.
 *
 * @param agent the agent inside the run; {@code judge} for calls of a judge of what the agent did
 */
record CallSeries(String model, String task, String agent, String environment) {

    /** What is counted together because there are too many series. */
    static final CallSeries OTHERS =
            new CallSeries(LabelValue.OTHER, LabelValue.OTHER, LabelValue.OTHER, LabelValue.OTHER);

    static CallSeries of(RunEntry run, CallEntry call) {
        return new CallSeries(
                LabelValue.of(call.model()),
                LabelValue.of(run.task()),
                call.role() == Role.JUDGE ? "judge" : LabelValue.of(call.agent()),
                LabelValue.of(call.labels().or(run.labels()).value(LabelValue.ENVIRONMENT)));
    }

    Labels labels() {
        return Labels.of("model", model, "task", task, "agent", agent, LabelValue.ENVIRONMENT, environment);
    }
}
