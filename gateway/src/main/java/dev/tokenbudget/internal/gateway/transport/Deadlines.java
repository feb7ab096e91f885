package dev.tokenbudget.internal.gateway.transport;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Gives up what has waited for too long. Its thread lives while there is something to look at. */
public final class Deadlines {

    /** No deadline: never reached. */
    public static final long NONE = 0;

    private final Set<Timed> all = ConcurrentHashMap.newKeySet();
    private final long periodNanos;
    private boolean running;

    /** Something that waits, sometimes. */
    public interface Timed {

        /** Return the {@link System#nanoTime} at which it is given up, or {@link #NONE}. */
        long deadline();

        /** End the waiting. */
        void giveUp();
    }

    /** Look every {@code period}: that is how late a deadline may be noticed. */
    public Deadlines(Duration period) {
        this.periodNanos = period.toNanos();
    }

    /** Return the deadline that is {@code nanos} from now. */
    public static long in(long nanos) {
        long deadline = System.nanoTime() + nanos;
        return deadline == NONE ? 1 : deadline;
    }

    public synchronized void add(Timed timed) {
        all.add(timed);
        if (!running) {
            running = true;
            Thread thread = new Thread(this::look, "tokenbudget-gateway-deadlines");
            thread.setDaemon(true);
            thread.start();
        }
    }

    public void remove(Timed timed) {
        all.remove(timed);
    }

    private void look() {
        do {
            LockSupport.parkNanos(periodNanos);
            long now = System.nanoTime();
            for (Timed timed : all) {
                long deadline = timed.deadline();
                if (deadline != NONE && now - deadline > 0) {
                    all.remove(timed);
                    timed.giveUp();
                }
            }
        } while (goesOn());
    }

    private synchronized boolean goesOn() {
        running = !all.isEmpty();
        return running;
    }
}
