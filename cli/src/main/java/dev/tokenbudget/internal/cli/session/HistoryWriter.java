package dev.tokenbudget.internal.cli.session;

import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.store.History;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Writes sessions to a history in batches, and again where it was not there. Not safe for use by several threads. */
public final class HistoryWriter implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(HistoryWriter.class.getName());
    private static final int BATCH = 500;
    private static final long FIRST_PAUSE_NANOS = 1_000_000_000L;
    private static final long LONGEST_PAUSE_NANOS = 60 * FIRST_PAUSE_NANOS;

    private final String url;
    private final Deque<RunEntry> waiting = new ArrayDeque<>();
    private History history;
    private boolean isBroken;
    private long pauseNanos = FIRST_PAUSE_NANOS;
    private long notBefore = System.nanoTime();

    /**
     * Write to the history at {@code url}.
     *
     * @param history the same, open; closed with this
     */
    public HistoryWriter(String url, History history) {
        this.url = url;
        this.history = history;
    }

    void add(List<RunEntry> sessions) {
        waiting.addAll(sessions);
    }

    /** Write sessions, and let a failure be that of the caller. */
    void writeOrFail(List<RunEntry> sessions) {
        for (int first = 0; first < sessions.size(); first += BATCH) {
            history.add(Entries.of(sessions.subList(first, Math.min(sessions.size(), first + BATCH))));
        }
    }

    /** Write what waits, and return whether nothing does any more. */
    boolean write() {
        if (waiting.isEmpty() || System.nanoTime() < notBefore) {
            return waiting.isEmpty();
        }
        try {
            reopenWhereBroken();
            while (!waiting.isEmpty()) {
                List<RunEntry> batch =
                        new ArrayList<>(waiting.stream().limit(BATCH).toList());
                history.add(Entries.of(batch));
                batch.forEach(written -> waiting.removeFirst());
            }
            pauseNanos = FIRST_PAUSE_NANOS;
        } catch (RuntimeException e) {
            isBroken = true;
            notBefore = System.nanoTime() + pauseNanos;
            pauseNanos = Math.min(LONGEST_PAUSE_NANOS, 2 * pauseNanos);
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} sessions wait in the spool, because the history could not be written: {1}",
                    waiting.size(),
                    e.getMessage());
        }
        return waiting.isEmpty();
    }

    private void reopenWhereBroken() {
        if (isBroken) {
            closeQuietly();
            history = History.open(url);
            isBroken = false;
        }
    }

    private void closeQuietly() {
        try {
            history.close();
        } catch (RuntimeException e) {
            // It was broken.
        }
    }

    @Override
    public void close() {
        closeQuietly();
    }
}
