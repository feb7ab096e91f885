package dev.tokenbudget.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Whatever an upstream sends on a connection: it was asked once, and the run has one call. */
final class HttpAnswers implements Target {

    private static final byte[] REQUEST =
            "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[]}".getBytes(StandardCharsets.UTF_8);

    private final ServerSocket server;
    private final AtomicInteger asked = new AtomicInteger();
    private final MeasuredGateway gateway;
    private volatile byte[] answer = {};

    HttpAnswers() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "upstream");
        thread.setDaemon(true);
        thread.start();
        gateway = MeasuredGateway.before("http://127.0.0.1:" + server.getLocalPort());
    }

    @Override
    public void read(byte[] input) throws IOException {
        answer = input;
        int before = asked.get();

        MeasuredGateway.Outcomes outcomes =
                gateway.play(root -> Requests.post(root + "/v1/messages", "application/json", REQUEST));

        int times = asked.get() - before;
        Checks.that(times == 1, "asked " + times + " times");
        Checks.that(outcomes.calls().size() == 1, outcomes.calls().size() + " calls were recorded");
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                readRequest(socket.getInputStream());
                asked.incrementAndGet();
                socket.getOutputStream().write(answer);
            } catch (IOException e) {
                // The gateway has left.
            }
        }
    }

    private static void readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("cut");
            }
            head.append((char) b);
        }
        in.readNBytes(REQUEST.length);
    }
}
