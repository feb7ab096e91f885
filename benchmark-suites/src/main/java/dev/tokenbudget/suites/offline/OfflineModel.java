package dev.tokenbudget.suites.offline;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A model that runs on this machine, costs nothing and answers the same way each time: a loopback server that speaks
 * Anthropic Messages, OpenAI Chat Completions and OpenAI Responses, as JSON and as a stream.
 *
 * <p>It answers the tasks of the benchmark suites from scripts, with tool calls where the request offers the tools, and
 * anything else with a few general words. Its usage is counted with o200k_base from the text it was really sent (a tool
 * counts as the JSON that declares it) and the text it answers with; a prompt cache is kept as the provider keeps it. The
 * system properties {@code suite.hiddenTokens} and {@code suite.slope} let it count as providers do that add text of their
 * own and have another vocabulary; {@code suite.verbosity} and {@code suite.moreToolCalls} let it answer as another version
 * of a model would, and {@code suite.varyingToolCalls} as one that takes now a short way and now a long one.
 *
 * <p>Answers vary from conversation to conversation, but reproducibly: the n-th conversation that begins with the same
 * words of the user draws the same chances under the same seed, whatever the system prompt and the tools are.
 *
 * <pre>{@code
 * try (OfflineModel model = OfflineModel.start()) {
 *     var client = OpenAIOkHttpClient.builder().baseUrl(model.openAi()).apiKey("none").build();
 *     …
 * }
 * }</pre>
 */
public final class OfflineModel implements AutoCloseable {

    static {
        // Without it the JDK's server waits for a delayed ACK, 40 ms, on each call of a kept connection.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ModelHandler handler;
    private final ExecutorService threads;

    private OfflineModel(HttpServer server, ModelHandler handler, ExecutorService threads) {
        this.server = server;
        this.handler = handler;
        this.threads = threads;
    }

    /**
     * Start a model with the seed of the system property {@code suite.seed}: a whole number, {@code random}, or unset
     * for the default seed.
     *
     * @return the model, which answers already
     * @throws IllegalArgumentException if {@code suite.seed} is something else, or another setting of the model no such
     *     number
     * @throws UncheckedIOException if no loopback port can be opened
     */
    public static OfflineModel start() {
        return start(Seed.configured());
    }

    /**
     * Start a model with a seed.
     *
     * @param seed what all chance of its answers comes from
     * @return the model, which answers already
     * @throws IllegalArgumentException if a setting of the model is no such number
     * @throws UncheckedIOException if no loopback port can be opened
     */
    public static OfflineModel start(long seed) {
        return start(new AnswerPlanner(seed, Habits.configured()), Counting.configured());
    }

    /** Start a model that says what {@code brain} does. */
    static OfflineModel start(Answering brain, Counting counting) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ExecutorService threads = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "tokenbudget-offline-model");
                thread.setDaemon(true);
                return thread;
            });
            server.setExecutor(threads);
            ModelHandler handler = new ModelHandler(brain, counting);
            server.createContext("/", handler);
            server.start();
            return new OfflineModel(server, handler, threads);
        } catch (IOException e) {
            throw new UncheckedIOException("The offline model found no loopback port to listen on.", e);
        }
    }

    /** {@return where the model listens, without a path} */
    public URI uri() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    /** {@return the base URL for clients of Anthropic} */
    public String anthropic() {
        return uri().toString();
    }

    /** {@return the base URL for clients of OpenAI} */
    public String openAi() {
        return uri() + "/v1";
    }

    /** {@return how many calls this model has answered} */
    public long callsAnswered() {
        return handler.callsAnswered();
    }

    /** {@return the tokens of all calls that this model has answered, input and output, however much was cached} */
    public long tokensCharged() {
        return handler.tokensCharged();
    }

    /** Stop listening and drop the calls that are under way. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
