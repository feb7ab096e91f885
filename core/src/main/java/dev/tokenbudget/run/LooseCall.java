package dev.tokenbudget.run;

import dev.tokenbudget.usage.ModelCall;

/**
 * A call that is part of no run.
 *
 * @param reason why no run was charged
 * @param call the call
 */
public record LooseCall(Reason reason, ModelCall call) {

    /** Why a call could not be charged to a run. */
    public enum Reason {
        /** Several runs were active, or none, and the call did not say which one it belongs to. */
        UNATTRIBUTED,
        /** The call ended after its run had been closed. */
        LATE
    }
}
