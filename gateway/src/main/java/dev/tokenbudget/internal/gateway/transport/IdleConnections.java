package dev.tokenbudget.internal.gateway.transport;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Connections kept open between requests, the one used last first. Who takes one has to look whether it still serves. */
final class IdleConnections {

    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private record Idle(UpstreamConnection connection, long since) {

        boolean isExpired() {
            return System.nanoTime() - since > KEPT_NANOS;
        }
    }

    private final Map<URI, Deque<Idle>> byOrigin = new HashMap<>();
    private boolean closed;

    Optional<UpstreamConnection> take(URI origin) {
        for (Optional<Idle> idle = poll(origin); idle.isPresent(); idle = poll(origin)) {
            if (!idle.get().isExpired()) {
                return Optional.of(idle.get().connection());
            }
            idle.get().connection().close();
        }
        return Optional.empty();
    }

    synchronized void put(URI origin, UpstreamConnection connection) {
        if (closed) {
            connection.close();
        } else {
            byOrigin.computeIfAbsent(origin, key -> new ArrayDeque<>()).push(new Idle(connection, System.nanoTime()));
        }
    }

    synchronized void close() {
        closed = true;
        byOrigin.values().forEach(idle -> idle.forEach(each -> each.connection().close()));
        byOrigin.clear();
    }

    private synchronized Optional<Idle> poll(URI origin) {
        Deque<Idle> idle = byOrigin.get(origin);
        return idle == null ? Optional.empty() : Optional.ofNullable(idle.poll());
    }
}
