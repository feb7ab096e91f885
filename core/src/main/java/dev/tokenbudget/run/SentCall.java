package dev.tokenbudget.run;

import dev.tokenbudget.usage.ModelCall;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request that an integration saw being sent. The run that is charged is fixed here, at the request: the answer may come
 * on any thread.
 */
public final class SentCall {

    private final RunRecorder run;
    private final RunRecorder.CallUnderWay underWay;
    private final Instant started = Instant.now();
    private final long startedNanos = System.nanoTime();
    private final AtomicBoolean ended = new AtomicBoolean();

    private SentCall(RunRecorder run) {
        this.run = run;
        this.underWay = run.begin();
    }

    /** Note that a request is being sent now, for which {@code run} is to be charged. */
    public static SentCall by(RunRecorder run) {
        return new SentCall(run);
    }

    /** Charge the run with {@code call}, whose start and latency are set here; only the first end counts. */
    public void ended(ModelCall.Builder call) {
        if (ended.compareAndSet(false, true)) {
            try {
                Duration latency = Duration.ofNanos(System.nanoTime() - startedNanos);
                run.record(call.started(started).latency(latency).build());
            } finally {
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
}
