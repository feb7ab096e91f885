package dev.tokenbudget.integration;

import dev.tokenbudget.run.CallRecorder;
import dev.tokenbudget.run.RunRecorder;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A request that an integration saw being sent. The run that is charged is fixed here, at the request: the answer may come
 * on any thread.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class SentCall {

    private final CallRecorder run;
    private final CallRecorder.CallUnderWay underWay;
    private final Instant started;
    private final long startedNanos = System.nanoTime();
    private final AtomicBoolean ended = new AtomicBoolean();

    private SentCall(CallRecorder run) {
        this.run = run;
        this.started = run.now();
        this.underWay = run.begin();
    }

    /**
     * Note that a request is being sent now, for which {@code run} is to be charged.
     *
     * @param run the run that is charged with the call
     * @return the request, to be told of its end
     */
    public static SentCall by(RunRecorder run) {
        return new SentCall(CallRecorder.of(run));
    }

    /**
     * Charge the run with the call that {@code description} tells of; its start and latency are set here, and only the
     * first end counts.
     *
     * <p>Never throws: an agent's call must not fail because it is measured. What cannot be described, because a class or a
     * method of the framework is missing for instance, is a call of unknown usage that says so.
     *
     * @param source who saw the call
     * @param description reads the answer
     */
    public void ended(UsageSource source, Supplier<ModelCall.Builder> description) {
        if (ended.compareAndSet(false, true)) {
            Duration latency = Duration.ofNanos(System.nanoTime() - startedNanos);
            if (isRecorded(described(source, description, latency))) {
                underWay.close();
            }
        }
    }

    /** Note that the request turned out to be no call of its own. */
    public void discard() {
        if (ended.compareAndSet(false, true)) {
            underWay.close();
        }
    }

    private ModelCall described(UsageSource source, Supplier<ModelCall.Builder> description, Duration latency) {
        try {
            return description.get().started(started).latency(latency).build();
        } catch (Throwable e) {
            // A missing class is an Error, and as little the agent's fault as an exception.
            return ModelCall.unreadable(source, e)
                    .started(started)
                    .latency(latency)
                    .build();
        }
    }

    /** A call that cannot be recorded stays under way: a run without it would look cheaper than it was. */
    private boolean isRecorded(ModelCall call) {
        try {
            run.record(call);
            return true;
        } catch (Throwable e) {
            return false;
        }
    }
}
