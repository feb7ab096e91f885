package dev.tokenbudget.internal.run;

import dev.tokenbudget.usage.ModelCall;
import java.util.Optional;

/**
 * A call that is part of no run.
 *
 * @param reason why no run was charged
 * @param task the task whose run it came too late for; absent for other reasons
 */
public record LooseCall(Reason reason, Optional<TaskId> task, ModelCall call) {

    /** Return a call whose run is unknown. */
    public static LooseCall unattributed(ModelCall call) {
        return new LooseCall(Reason.UNATTRIBUTED, Optional.empty(), call);
    }

    /** Return a call that was made while no run was under way. */
    public static LooseCall outside(ModelCall call) {
        return new LooseCall(Reason.OUTSIDE, Optional.empty(), call);
    }

    /** Return a call that ended after its run of {@code task} was closed, which ended with {@code outcome}. */
    public static LooseCall late(TaskId task, Outcome outcome, ModelCall call) {
        Reason reason = outcome == Outcome.SUCCEEDED ? Reason.LATE : Reason.LATE_FOR_NO_SAMPLE;
        return new LooseCall(reason, Optional.of(task), call);
    }

    /** Why a call could not be charged to a run. */
    public enum Reason {
        /** Several runs were under way, and the call did not say which one it belongs to. */
        UNATTRIBUTED,
        /** No run was under way: a test without annotation, or set-up shared by several. */
        OUTSIDE,
        /** The call ended after its run had been closed. */
        LATE,
        /** The call ended after its run had been closed, which failed or was aborted: no sample lacks it. */
        LATE_FOR_NO_SAMPLE
    }
}
