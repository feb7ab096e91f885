package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.price.Bill;
import dev.tokenbudget.internal.progress.ProgressEvent;
import dev.tokenbudget.internal.progress.ProgressFile;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.verdict.SamplingSchedule;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells how a session gets on that somebody started for its runs alone. */
final class WatchedSession {

    private final ProgressFile progress;
    private final AtomicBoolean atLimit = new AtomicBoolean();

    WatchedSession(ProgressFile progress) {
        this.progress = progress;
    }

    void begun(RunInProgress run, Optional<SamplingSchedule> schedule) {
        progress.tell(new ProgressEvent.Begun(
                run.task().shortName(),
                run.number(),
                number(schedule.map(known -> known.next(run.number() - 1))),
                number(schedule.map(SamplingSchedule::most))));
    }

    void ended(Run run) {
        OptionalDouble total = run.unmeasurableBecause().isPresent() ? OptionalDouble.empty() : Metric.TOTAL.of(run);
        progress.tell(new ProgressEvent.Ended(
                run.task().shortName(),
                run.number(),
                run.outcome(),
                total.isPresent() ? OptionalLong.of((long) total.getAsDouble()) : OptionalLong.empty(),
                run.bill().flatMap(Bill::usd),
                run.duration()));
    }

    /** Tell once that the session's limit is reached. */
    void limitReached(String because) {
        if (atLimit.compareAndSet(false, true)) {
            progress.tell(new ProgressEvent.LimitReached(because));
        }
    }

    private static OptionalInt number(Optional<Integer> number) {
        return number.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }
}
