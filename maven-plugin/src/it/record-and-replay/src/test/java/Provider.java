import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** A loopback provider of Chat Completions, for as long as tests run; {@code -Dit.provider=none} starts none. */
public class Provider implements LauncherSessionListener {

    private static final byte[] ANSWER = """
            {"id":"chatcmpl-1","object":"chat.completion","model":"m-2026","choices":[{"index":0,"message":\
            {"role":"assistant","content":"Good morning!"},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":1000,"completion_tokens":200,"total_tokens":1200}}"""
            .getBytes(StandardCharsets.UTF_8);

    private HttpServer server;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if ("none".equals(System.getProperty("it.provider"))) {
            System.setProperty("tokenbudget.upstream.openai", "http://nowhere.invalid/v1");
            return;
        }
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
            exchange.close();
        });
        server.start();
        System.setProperty(
                "tokenbudget.upstream.openai", "http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (server != null) {
            server.stop(0);
        }
    }
}
