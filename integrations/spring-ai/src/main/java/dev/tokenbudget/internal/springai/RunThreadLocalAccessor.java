package dev.tokenbudget.internal.springai;

import dev.tokenbudget.integration.ActiveRuns;
import dev.tokenbudget.run.CallRecorder;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/** Has Micrometer's context propagation carry a thread's run to wherever a framework goes on with its work. */
public final class RunThreadLocalAccessor implements ThreadLocalAccessor<CallRecorder> {

    /** The run's key in a propagated context, a Reactor context for instance. */
    public static final String KEY = "dev.tokenbudget.run";

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable CallRecorder getValue() {
        return ActiveRuns.ofThisThread().orElse(null);
    }

    // The scopes are left: Micrometer keeps what was there before and sets it back itself.

    @Override
    public void setValue(CallRecorder run) {
        ActiveRuns.Scope unused = ActiveRuns.bind(run);
    }

    @Override
    public void setValue() {
        ActiveRuns.Scope unused = ActiveRuns.unbind();
    }
}
