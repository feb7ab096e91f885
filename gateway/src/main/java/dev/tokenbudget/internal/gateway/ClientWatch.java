package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.text.ClassLog;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks whether clients that wait for an answer are still there. While the upstream is silent nothing is written to a
 * client, so its disconnecting would go unnoticed, and the answer be paid for to its end.
 */
final class ClientWatch implements AutoCloseable {

    private static final ClassLog LOG = new ClassLog(ClientWatch.class);
    private static final long PERIOD_MILLIS = 100;

    private final Set<Watched> all = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tokenbudget-gateway-watch");
        thread.setDaemon(true);
        return thread;
    });

    ClientWatch() {
        watcher.scheduleWithFixedDelay(this::lookAtAll, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Prepare to watch a client. */
    Watched over(ClientExchange client, Runnable onceGone) {
        return new Watched(client, onceGone);
    }

    @Override
    public void close() {
        watcher.shutdownNow();
    }

    /** A look that fails tells nothing, and must not be the last one. */
    private void lookAtAll() {
        for (Watched watched : all) {
            try {
                watched.look();
            } catch (RuntimeException | Error e) {
                LOG.get()
                        .log(
                                System.Logger.Level.WARNING,
                                "A client could not be watched ({0})",
                                e.getClass().getName());
            }
        }
    }

    /** A client that waits. Its lock keeps the looking apart from the reading of its next request. */
    final class Watched implements AutoCloseable {
        private final ClientExchange client;
        private final Runnable onceGone;
        private boolean over;
        private boolean gone;

        private Watched(ClientExchange client, Runnable onceGone) {
            this.client = client;
            this.onceGone = onceGone;
        }

        /** Begin to watch: the client's request has been read. */
        void start() {
            all.add(this);
        }

        /** Whether the client was seen to be gone. */
        synchronized boolean isGone() {
            return gone;
        }

        @Override
        public void close() {
            all.remove(this);
            synchronized (this) {
                over = true;
            }
        }

        private synchronized void look() {
            if (!over && client.isClientGone()) {
                over = true;
                gone = true;
                all.remove(this);
                onceGone.run();
            }
        }
    }
}
