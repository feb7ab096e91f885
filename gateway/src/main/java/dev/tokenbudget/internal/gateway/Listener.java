package dev.tokenbudget.internal.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
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
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ServerSocket server = new ServerSocket();
    private final ExecutorService threads;
    private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
    private final ClientConnection.Handler handler;

    Listener(ClientConnection.Handler handler) throws IOException {
        this(handler, new DaemonThreads());
    }

    Listener(ClientConnection.Handler handler, InetSocketAddress address) throws IOException {
        this(handler, new DaemonThreads(), address);
    }

    Listener(ClientConnection.Handler handler, ThreadFactory factory) throws IOException {
        this(handler, factory, new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
    }

    private Listener(ClientConnection.Handler handler, ThreadFactory factory, InetSocketAddress address)
            throws IOException {
        this.handler = handler;
        this.threads = Executors.newCachedThreadPool(factory);
        server.setReuseAddress(true);
        server.bind(address, BACKLOG);
        threads.execute(this::acceptAll);
    }

    int port() {
        return server.getLocalPort();
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
        while (!server.isClosed()) {
            try {
                serve(server.accept());
            } catch (IOException | RuntimeException | Error e) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        ClientConnection connection = new ClientConnection(socket, handler);
        connections.add(connection);
        try {
            socket.setTcpNoDelay(true);
            threads.execute(() -> {
                try {
                    connection.serveAll();
                } finally {
                    connections.remove(connection);
                }
            });
        } catch (IOException | RuntimeException | Error e) {
            connections.remove(connection);
            connection.abort();
            throw e;
        }
        if (server.isClosed()) {
            connection.abort();
        }
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
