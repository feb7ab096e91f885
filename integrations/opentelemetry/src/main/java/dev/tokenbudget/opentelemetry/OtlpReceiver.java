package dev.tokenbudget.opentelemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tokenbudget.internal.span.GenAiSpan;
import dev.tokenbudget.internal.text.RunKey;
import dev.tokenbudget.internal.text.Sentence;
import dev.tokenbudget.run.CallRecorder;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Receives the spans of agents in other processes, by OTLP over HTTP, on loopback only.
 *
 * <p>A span is charged to the run whose key its request carries, in a header or as an attribute of its resource, else to the
 * run in which its trace began in this process. Spans of no run are refused with 404 and
 * counted; a request with a wrong key is refused before its body is read.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class OtlpReceiver implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "tokenbudget-otlp");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<RunKey, CallRecorder> runs = new ConcurrentHashMap<>();
    private final TracedRuns traces = new TracedRuns();
    private final SeenSpans seen = new SeenSpans();
    private final SpanTree spans = new SpanTree(seen);
    private final AtomicLong refusedRequests = new AtomicLong();

    private OtlpReceiver(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /**
     * Start a receiver on a free port.
     *
     * @return the receiver
     * @throws IOException if no port can be opened
     */
    public static OtlpReceiver start() throws IOException {
        return new OtlpReceiver(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    /** {@return the base URL, such as {@code http://127.0.0.1:4318}, to which exporters append {@code /v1/traces}} */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * Accept spans for {@code run} from any agent that sends the key that is returned.
     *
     * @param run the run that is charged with the spans
     * @return what the agent needs to report to the run
     */
    public ReportingRun accept(CallRecorder run) {
        RunKey key = RunKey.random();
        runs.put(key, run);
        return new ReportingRun(key.toString(), endpoint());
    }

    /**
     * {@return a processor for this process that counts its calls and tells this receiver in which run a trace began, so
     * that the spans of a server that it calls are charged to that run}
     */
    public UsageSpanProcessor processor() {
        return new UsageSpanProcessor(traces, seen);
    }

    /**
     * {@return how many requests were refused because they hold spans that belong to no run, or came with a wrong key}
     */
    public long refusedRequests() {
        return refusedRequests.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(OtlpRequest.of(exchange));
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(OtlpRequest request) throws IOException {
        if (request.isOtherSignal()) {
            // Metrics and logs repeat what the spans say.
            request.skip();
            return Answer.accepted(request);
        }
        if (!request.isTraces()) {
            return new Answer(404, "text/plain", "Send spans to /v1/traces by POST, as protobuf or JSON.");
        }
        Optional<CallRecorder> ofHeader = request.runKey().map(RunKey::of).map(runs::get);
        if (request.runKey().isPresent() ? ofHeader.isEmpty() : knowsNoRun()) {
            return refused();
        }
        try {
            return charge(request, request.spans()) ? Answer.accepted(request) : refused();
        } catch (IllegalArgumentException | IOException e) {
            // a model was called, and what it used stays unknown
            ofHeader.ifPresent(run -> run.record(
                    ModelCall.unreadable(UsageSource.SPAN, e).started(run.now()).build()));
            return new Answer(400, "text/plain", Sentence.of("The export request cannot be read: " + e.getMessage()));
        }
    }

    private boolean knowsNoRun() {
        return runs.isEmpty() && traces.isEmpty();
    }

    private Answer refused() {
        refusedRequests.incrementAndGet();
        return Answer.NO_RUN;
    }

    /** Charge each span's run; return whether there was nothing to refuse. */
    private boolean charge(OtlpRequest request, List<ResourceSpans> resources) {
        boolean accepted = true;
        for (ResourceSpans resource : resources) {
            Optional<String> key = request.runKey().or(() -> resource.resource().text(ReportingRun.RESOURCE_ATTRIBUTE));
            for (EndedSpan span : resource.childrenFirst()) {
                // A known trace does not make up for a wrong key.
                Optional<CallRecorder> run =
                        key.isPresent() ? key.map(RunKey::of).map(runs::get) : traces.of(span.traceId());
                run.map(known -> GenAiSpan.isOfJudge(resource.resource()) ? CallRecorder.of(known.judge()) : known)
                        .ifPresent(charged -> spans.ended(span, charged));
                accepted &= run.isPresent();
            }
        }
        return accepted;
    }

    private record Answer(int status, String contentType, String body) {

        private static final Answer NO_RUN = new Answer(
                404,
                "text/plain",
                "These spans belong to no run: send the header " + ReportingRun.HEADER + " or the resource attribute "
                        + ReportingRun.RESOURCE_ATTRIBUTE + " with the key of a run.");

        static Answer accepted(OtlpRequest request) {
            return request.isJson()
                    ? new Answer(200, "application/json", "{}")
                    : new Answer(200, OtlpRequest.PROTOBUF, "");
        }
    }
}
