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
            byte[] answer = answer(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        System.setProperty(
                "tokenbudget.upstream.openai", "http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /** The same request gets the same answer; a conversation that goes on reads its beginning from the cache. */
    private static byte[] answer(String request) {
        String name = Integer.toHexString(request.hashCode());
        int cached = request.contains("assistant") ? 1024 : 0;
        return """
                {"id":"chatcmpl-%s","object":"chat.completion","model":"m-2026","choices":[{"index":0,"message":\
                {"role":"assistant","content":"Good morning! I am number %s."},"finish_reason":"stop"}],\
                "usage":{"prompt_tokens":%d,"completion_tokens":200,"prompt_tokens_details":{"cached_tokens":%d}}}"""
                .formatted(name, name, 1000 + request.length() / 4, cached)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (server != null) {
            server.stop(0);
        }
    }
}
