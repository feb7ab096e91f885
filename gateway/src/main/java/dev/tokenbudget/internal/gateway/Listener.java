package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.transport.Deadlines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Accepts connections, and serves each on a separate thread. */
final class Listener implements AutoCloseable {

    private static final int BACKLOG = 256;
    private static final int CLOSE_SECONDS = 2;
    private static final int TOO_MANY = 503;
    private static final int MOST_REFUSALS = 32;
    private static final int LOOKS_IN_TIME = 60;
    private static final long FORGOTTEN_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final ExecutorService threads;
    private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refusals = new AtomicInteger();
    private final Deadlines deadlines;
    private final ClientLimits limits;
    private final ClientConnection.Handler handler;

    Listener(ClientConnection.Handler handler) throws IOException {
        this(handler, new DaemonThreads());
    }

    Listener(ClientConnection.Handler handler, InetSocketAddress address) throws IOException {
        this(handler, new DaemonThreads(), address, ClientLimits.USUAL);
    }

    Listener(ClientConnection.Handler handler, ThreadFactory factory) throws IOException {
        this(handler, factory, loopback(), ClientLimits.USUAL);
    }

    Listener(ClientConnection.Handler handler, ClientLimits limits) throws IOException {
        this(handler, new DaemonThreads(), loopback(), limits);
    }

    private Listener(
            ClientConnection.Handler handler, ThreadFactory factory, InetSocketAddress address, ClientLimits limits)
            throws IOException {
        this.handler = handler;
        this.limits = limits;
        Duration shortest = limits.head().compareTo(limits.idle()) < 0 ? limits.head() : limits.idle();
        this.deadlines = new Deadlines(shortest.dividedBy(LOOKS_IN_TIME));
        this.threads = Executors.newCachedThreadPool(factory);
        server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        server.bind(address, BACKLOG);
        threads.execute(this::acceptAll);
    }

    private static InetSocketAddress loopback() throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
    }

    int port() {
        return server.socket().getLocalPort();
    }

    /** Accept no more connections, and wait until the exchanges under way have ended, for {@code patience} at most. */
    void finish(Duration patience) {
        closeServer();
        connections.forEach(ClientConnection::endAfterExchange);
        long last = System.nanoTime() + patience.toNanos();
        while (!connections.isEmpty() && System.nanoTime() < last) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void closeServer() {
        try {
            server.close();
        } catch (IOException e) {
            // Nothing listens any more, as intended.
        }
    }

    @Override
    public void close() {
        closeServer();
        connections.forEach(ClientConnection::abort);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One client that cannot be served, for want of a descriptor, a thread or memory, must not stop the others. */
    private void acceptAll() {
        while (server.isOpen()) {
            try {
                serve(server.accept());
            } catch (IOException | RuntimeException | Error e) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void serve(SocketChannel channel) throws IOException {
        ClientConnection connection = new ClientConnection(channel, limits, handler);
        connections.add(connection);
        deadlines.add(connection.wire());
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Runnable serving = connections.size() <= limits.connections() || makeRoom()
                    ? connection::serveAll
                    : refusal(connection);
            threads.execute(() -> {
                try {
                    serving.run();
                } finally {
                    forget(connection);
                }
            });
        } catch (IOException | RuntimeException | Error e) {
            forget(connection);
            connection.abort();
            throw e;
        }
        if (!server.isOpen()) {
            connection.abort();
        }
    }

    private void forget(ClientConnection connection) {
        connections.remove(connection);
        deadlines.remove(connection.wire());
    }

    /** Close the connection that was not used for longest, where its client seems to have forgotten it. */
    private boolean makeRoom() {
        Optional<ClientConnection> forgotten = connections.stream()
                .filter(connection -> connection.idleNanos() > FORGOTTEN_NANOS)
                .max(Comparator.comparingLong(ClientConnection::idleNanos));
        forgotten.ifPresent(connection -> {
            forget(connection);
            connection.abort();
        });
        return forgotten.isPresent();
    }

    /** Some are told why; more than that at once are closed. */
    private Runnable refusal(ClientConnection connection) throws IOException {
        if (refusals.incrementAndGet() > MOST_REFUSALS) {
            refusals.decrementAndGet();
            throw new IOException("too many connections");
        }
        String because = "The gateway serves " + limits.connections()
                + " connections at once, and all are in use. Close those that are not needed, or use them again.";
        return () -> {
            try {
                connection.refuse(TOO_MANY, because);
            } finally {
                refusals.decrementAndGet();
            }
        };
    }

    private static final class DaemonThreads implements ThreadFactory {
        private final AtomicInteger number = new AtomicInteger();

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, "tokenbudget-gateway-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
