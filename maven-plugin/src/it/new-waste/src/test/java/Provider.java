import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** A loopback provider of Chat Completions, for as long as tests run: it searches once, and then answers, or grades. */
public class Provider implements LauncherSessionListener {

    private static final String SEARCH = """
            "content":null,"tool_calls":[{"id":"call_1","type":"function",\
            "function":{"name":"search","arguments":"{\\"query\\":\\"refunds\\"}"}}]""";

    private HttpServer server;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
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

    /** A conversation that goes on reads its beginning from the cache. */
    private static byte[] answer(String request) {
        boolean goesOn = request.contains("tool_call_id");
        String message = request.contains("Grade") ? "\"content\":\"5\"" : goesOn ? "\"content\":\"Refunded.\"" : SEARCH;
        return """
                {"id":"chatcmpl-%s","object":"chat.completion","model":"m-2026","choices":[{"index":0,"message":\
                {"role":"assistant",%s},"finish_reason":"%s"}],\
                "usage":{"prompt_tokens":%d,"completion_tokens":200,"prompt_tokens_details":{"cached_tokens":%d}}}"""
                .formatted(
                        Long.toHexString(System.nanoTime()),
                        message,
                        message.equals(SEARCH) ? "tool_calls" : "stop",
                        request.length() / 4,
                        goesOn ? 1024 : 0)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        server.stop(0);
    }
}
