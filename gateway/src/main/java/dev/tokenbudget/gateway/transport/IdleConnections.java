package dev.tokenbudget.gateway.transport;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.io.CloseMode;

/** Connections kept open between requests, the one used last first. */
final class IdleConnections {

    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** Looking whether a connection is still open takes a millisecond; one that was used just now need not be looked at. */
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private record Idle(DefaultBHttpClientConnection connection, long since) {}

    private final Map<URI, Deque<Idle>> byOrigin = new HashMap<>();
    private boolean closed;

    /** Take a connection to {@code origin} that is still open. */
    Optional<DefaultBHttpClientConnection> take(URI origin) {
        for (Optional<Idle> idle = poll(origin); idle.isPresent(); idle = poll(origin)) {
            if (isUsable(idle.get())) {
                return Optional.of(idle.get().connection());
            }
            idle.get().connection().close(CloseMode.IMMEDIATE);
        }
        return Optional.empty();
    }

    synchronized void put(URI origin, DefaultBHttpClientConnection connection) {
        if (closed) {
            connection.close(CloseMode.IMMEDIATE);
        } else {
            byOrigin.computeIfAbsent(origin, key -> new ArrayDeque<>()).push(new Idle(connection, System.nanoTime()));
        }
    }

    synchronized void close() {
        closed = true;
        byOrigin.values().forEach(idle -> idle.forEach(each -> each.connection().close(CloseMode.IMMEDIATE)));
        byOrigin.clear();
    }

    private synchronized Optional<Idle> poll(URI origin) {
        Deque<Idle> idle = byOrigin.get(origin);
        return idle == null ? Optional.empty() : Optional.ofNullable(idle.poll());
    }

    private static boolean isUsable(Idle idle) {
        long age = System.nanoTime() - idle.since();
        if (age > KEPT_NANOS) {
            return false;
        }
        try {
            return age < FRESH_NANOS || !idle.connection().isStale();
        } catch (IOException e) {
            return false;
        }
    }
}
