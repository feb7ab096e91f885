package dev.tokenbudget.internal.recording;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Lets calls begin that fit into what is left. Whatever is estimated of a call only ever makes it wait, until those under way
 * have told what they used; it is refused by what was used, and, among calls in parallel, where its prompt alone is certainly
 * too large. So no call is refused that would have fitted, and of calls in parallel only the answer of the last one can be over
 * a limit. A call that is alone never waits.
 *
 * <p>Those that wait go in the order in which they came. All ledgers of a session share one brake, and are used with its lock
 * held.
 */
final class Brake {

    /** How often a call that waits looks whether it is still wanted. */
    private static final long LOOK_MILLIS = 200;

    private final long patienceNanos;

    /**
     * Create a brake.
     *
     * @param patience how long calls under way are waited for that show no life: they may depend on the one that waits, as a
     *     client does that reads no further until a second model has answered
     */
    Brake(Duration patience) {
        this.patienceNanos = patience.toNanos();
    }

    /**
     * Ask to begin a call: waits where it is not known yet whether it fits.
     *
     * @param refusal says by what was used, and by what the call uses at least, why it must not be sent
     * @param isLeft whether nobody wants the call any more
     */
    Admission admit(HeldReservation call, Supplier<Optional<String>> refusal, BooleanSupplier isLeft) {
        if (call.ledgers().isEmpty()) {
            return new Admission.Granted(Reservation.NONE);
        }
        synchronized (this) {
            Optional<String> refused = refusal.get();
            if (refused.isPresent()) {
                return new Admission.Refused(refused.get());
            }
            if (isAloneAndSmall(call)) {
                return begin(call);
            }
        }
        call.awaitCount();
        return admitInTurn(call, refusal, isLeft);
    }

    private synchronized Admission admitInTurn(
            HeldReservation call, Supplier<Optional<String>> refusal, BooleanSupplier isLeft) {
        List<Ledger> ledgers = call.ledgers();
        ledgers.forEach(ledger -> ledger.queue(call));
        try {
            while (true) {
                Optional<String> refused = refusal.get();
                if (refused.isPresent()) {
                    return new Admission.Refused(refused.get());
                }
                if (isLeft.getAsBoolean()) {
                    return new Admission.Abandoned();
                }
                if (ledgers.stream().allMatch(ledger -> mayBegin(call, ledger))) {
                    return begin(call);
                }
                TimeUnit.MILLISECONDS.timedWait(this, LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Admission.Abandoned();
        } finally {
            ledgers.forEach(ledger -> ledger.leaveQueue(call));
            notifyAll();
        }
    }

    /** Whether the call neither waits for another, nor needs its prompt to be counted to know that it is not refused. */
    private static boolean isAloneAndSmall(HeldReservation call) {
        return call.ledgers().stream()
                .allMatch(ledger -> ledger.isIdle()
                        && ledger.isNext(call)
                        && ledger.leavesNoRoomFor(call::leastAtMost).isEmpty());
    }

    private boolean mayBegin(HeldReservation call, Ledger ledger) {
        return ledger.isNext(call)
                && (ledger.isIdle()
                        || ledger.hasRoomFor(call)
                        || ledger.isQuietSince(System.nanoTime() - patienceNanos));
    }

    private static Admission begin(HeldReservation call) {
        call.showsLife();
        call.ledgers().forEach(ledger -> ledger.begin(call));
        return new Admission.Granted(call);
    }

    /** End {@code call} where it is under way. */
    synchronized void release(HeldReservation call) {
        call.ledgers().forEach(ledger -> ledger.end(call));
        notifyAll();
    }

    /** Do what may let calls begin that wait. */
    synchronized void learn(Runnable lesson) {
        lesson.run();
        notifyAll();
    }
}
