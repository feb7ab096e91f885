package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One client that cannot be served does not stop the others. */
class ListenerTest {

    private static final ClientConnection.Handler GREETING = client -> client.respondJson(200, List.of(), "{}");

    @Test
    void goes_on_where_a_thread_could_not_be_started() throws Exception {
        AtomicInteger threads = new AtomicInteger();
        ThreadFactory failing = task -> {
            // The first thread accepts; the second would serve the first client.
            if (threads.incrementAndGet() == 2) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        };
        try (Listener listener = new Listener(GREETING, failing)) {
            assertThat(ask(listener)).as("the client without a thread").isEmpty();
            assertThat(ask(listener)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void goes_on_where_an_answer_fails() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (Listener listener = new Listener(client -> {
            if (asked.incrementAndGet() == 1) {
                throw new StackOverflowError();
            }
            GREETING.handle(client);
        })) {
            ask(listener);
            assertThat(ask(listener)).startsWith("HTTP/1.1 200");
        }
    }

    private static String ask(Listener listener) throws IOException {
        try (Socket client = new Socket("127.0.0.1", listener.port())) {
            client.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }
}
