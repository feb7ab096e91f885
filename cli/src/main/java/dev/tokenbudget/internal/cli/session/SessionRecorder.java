package dev.tokenbudget.internal.cli.session;

import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.output.prometheus.LlmMetrics;
import dev.tokenbudget.internal.price.PriceList;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the calls of a gateway, beside the exchanges: in the spool at once, and in the history once their session is over. What the
 * history cannot take at the moment stays in the spool.
 */
public final class SessionRecorder implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SessionRecorder.class.getName());
    private static final int QUEUE = 10_000;
    private static final int BATCH = 500;
    private static final long PAUSE_MILLIS = 200;

    private final BlockingQueue<CallOfSession> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Spool spool;
    private final HistoryWriter history;
    private final OpenSessions sessions;
    private final LlmMetrics metrics;
    private final Duration rest;
    private final Clock clock;
    private final Thread thread = new Thread(this::run, "tokenbudget-sessions");
    private volatile boolean closing;
    private long spooled;

    private SessionRecorder(
            Spool spool, HistoryWriter history, PriceList prices, LlmMetrics metrics, Duration rest, Clock clock) {
        this.spool = spool;
        this.history = history;
        this.sessions = new OpenSessions(prices);
        this.metrics = metrics;
        this.rest = rest;
        this.clock = clock;
    }

    /**
     * Write what an earlier process left in the spool, and begin to record.
     *
     * @param folder the folder of the spool
     * @param history where sessions are written to
     * @param prices what calls cost
     * @param metrics count every call
     * @param rest how long a session rests until it is over
     * @param clock the time
     */
    public static SessionRecorder start(
            Path folder, HistoryWriter history, PriceList prices, LlmMetrics metrics, Duration rest, Clock clock) {
        Spool spool = Spool.open(folder);
        List<Session> left = OpenSessions.of(spool.lines(), prices);
        try {
            history.writeOrFail(entries(left));
            spool.replace(List.of());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The folder " + folder + " cannot be written (" + e + "). Set --spool to another.", e);
        }
        SessionRecorder recorder = new SessionRecorder(spool, history, prices, metrics, rest, clock);
        recorder.thread.setDaemon(true);
        recorder.thread.start();
        return recorder;
    }

    /** Record a call; waits only where {@value #QUEUE} calls have not come onto the disk yet. */
    void put(CallOfSession call) {
        try {
            queue.put(call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.log(System.Logger.Level.WARNING, "A call was not recorded: its thread was interrupted");
        }
    }

    private void run() {
        boolean more = true;
        while (more) {
            try {
                boolean last = closing && queue.isEmpty();
                take();
                settle(last ? sessions.takeAll() : sessions.takeOver(clock.instant(), rest));
                more = !last;
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "Sessions could not be recorded; they are tried again", e);
            } catch (InterruptedException e) {
                more = false;
            }
        }
    }

    private void take() throws InterruptedException {
        List<CallOfSession> batch = new ArrayList<>();
        CallOfSession first = queue.poll(closing ? 0 : PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) {
            return;
        }
        batch.add(first);
        queue.drainTo(batch, BATCH);
        List<SpoolLine> lines = new ArrayList<>();
        for (CallOfSession call : batch) {
            OpenSessions.Added added = sessions.add(call);
            lines.add(added.line());
            added.entry().ifPresent(entry -> metrics.call(added.session().header(), entry));
        }
        spool(lines);
    }

    private void spool(List<SpoolLine> lines) {
        try {
            spool.append(lines);
            spooled += lines.size();
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Calls could not be spooled ({0}), and are lost if the gateway is killed before they are in the history",
                    e.toString());
        }
    }

    private void settle(List<Session> over) {
        List<RunEntry> entries = entries(over);
        entries.forEach(metrics::session);
        history.add(entries);
        if (history.write() && spooled > 0) {
            shorten();
        }
    }

    /** What is in the history need not be spooled any more; rewriting what is not is worth it only now and then. */
    private void shorten() {
        List<SpoolLine> open = sessions.lines();
        if (closing || open.isEmpty() || spooled > 2L * open.size() + QUEUE) {
            try {
                spool.replace(open);
                spooled = open.size();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "The spool could not be shortened ({0})", e.toString());
            }
        }
    }

    private static List<RunEntry> entries(List<Session> sessions) {
        return sessions.stream()
                .filter(session -> !session.isEmpty())
                .map(Session::entry)
                .toList();
    }

    /** Write all that was put, and end. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        history.close();
        spool.close();
    }
}
