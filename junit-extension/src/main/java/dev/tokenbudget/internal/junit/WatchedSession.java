package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.price.Bill;
import dev.tokenbudget.internal.progress.ProgressEvent;
import dev.tokenbudget.internal.progress.ProgressFile;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;

/** Reports the progress of a session that was started for its runs alone. */
final class WatchedSession {

    private final ProgressFile progress;
    private final AtomicBoolean atLimit = new AtomicBoolean();

    WatchedSession(ProgressFile progress) {
        this.progress = progress;
    }

    void begun(RunInProgress run, Optional<Looks> looks) {
        progress.tell(new ProgressEvent.Begun(
                run.task().shortName(),
                run.number(),
                looks.map(known -> known.next(run.number() - 1)).orElse(null),
                looks.map(Looks::most).orElse(null)));
    }

    void ended(Run run) {
        OptionalDouble total = run.unmeasurableBecause().isPresent() ? OptionalDouble.empty() : Metric.TOTAL.of(run);
        progress.tell(new ProgressEvent.Ended(
                run.task().shortName(),
                run.number(),
                run.outcome(),
                total.isPresent() ? (long) total.getAsDouble() : null,
                run.bill().flatMap(Bill::usd).orElse(null),
                run.duration().toMillis()));
    }

    /** Tell once that the session's limit is reached. */
    void limitReached(String because) {
        if (atLimit.compareAndSet(false, true)) {
            progress.tell(new ProgressEvent.LimitReached(because));
        }
    }
}
